package org.khue.cloud.identity.internal.grant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;

/// A role that was given to an account.
///
/// @param unit where it holds; for a scope of persons, the school that they belong to
/// @param to the first day without it; null while open
/// @param decision number of the paper that says so
/// @param by name of who entered it
/// @param endedAt when it was taken away at once; null otherwise
/// @param endDecision number of the paper that ended it
public record Assignment(
    UUID id,
    UUID account,
    Role role,
    Scope scope,
    UUID unit,
    LocalDate from,
    @Nullable LocalDate to,
    String decision,
    String by,
    Instant at,
    @Nullable Instant endedAt,
    @Nullable String endDecision) {

  /// Over whom a role holds.
  public enum Scope {
    /// A unit and all below it.
    UNIT,
    /// The account's own person.
    SELF,
    /// The persons whose guardian the account's person is.
    CHILDREN;

    /// The scope that a role has by its nature.
    public static Scope of(Role role) {
      return role == Role.PUPIL ? SELF : role == Role.PARENT ? CHILDREN : UNIT;
    }

    /// The code in the database.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether it holds on that day.
  public boolean isValid(LocalDate day) {
    return endedAt == null && !day.isBefore(from) && (to == null || day.isBefore(to));
  }
}
