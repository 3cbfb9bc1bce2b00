package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person in a list.
///
/// @param memberships those that hold today
public record PersonLine(
    UUID id,
    PersonName name,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex,
    Verification.State verification,
    List<Membership> memberships) {
  public PersonLine {
    memberships = List.copyOf(memberships);
  }
}
