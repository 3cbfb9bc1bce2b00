package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody belongs to a unit for some time.
///
/// @param schoolClass the class, for pupils and their class teacher
/// @param decision number of the decision that says so
/// @param from first day
/// @param to first day on which it holds no more; null while it is open
public record Membership(
    UUID id,
    UUID person,
    UUID unit,
    MembershipKind kind,
    @Nullable UUID schoolClass,
    @Nullable String decision,
    LocalDate from,
    @Nullable LocalDate to,
    long version) {

  /// Whether it holds on that day.
  public boolean holdsOn(LocalDate day) {
    return !from.isAfter(day) && (to == null || to.isAfter(day));
  }
}
