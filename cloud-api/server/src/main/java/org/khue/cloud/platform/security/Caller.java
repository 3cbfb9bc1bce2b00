package org.khue.cloud.platform.security;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asks for something, with all that was granted to them.
///
/// @param account of the audit trail: a person's account, a token, or [#SYSTEM_ACCOUNT]
/// @param person null for machines and for accounts without a person
/// @param name as it is shown and written into the audit trail
/// @param grants what holds now; empty for somebody who may do nothing
public record Caller(
    Kind kind, UUID account, @Nullable UUID person, String name, List<Grant> grants) {
  /// The account of what the program does by itself.
  public static final UUID SYSTEM_ACCOUNT = new UUID(0, 0);

  private static final String ALL_RIGHTS = "*";

  public Caller {
    grants = List.copyOf(grants);
  }

  /// What a caller is.
  public enum Kind {
    /// Somebody with a session.
    PERSON,
    /// A program with an API token.
    TOKEN,
    /// This program, on nobody's behalf.
    SYSTEM
  }

  /// The program's own work.
  ///
  /// @param purpose for the audit trail, such as `retention`
  public static Caller system(String purpose) {
    return new Caller(
        Kind.SYSTEM,
        SYSTEM_ACCOUNT,
        null,
        purpose,
        List.of(new Grant("system", Set.of(ALL_RIGHTS), new Scope.Everything())));
  }

  /// Whether the right is held anywhere at all.
  public boolean holds(String right) {
    return grants.stream().anyMatch(grant -> gives(grant, right));
  }

  /// Whether the right is held over everything.
  public boolean holdsEverywhere(String right) {
    return grants.stream()
        .anyMatch(grant -> gives(grant, right) && grant.scope() instanceof Scope.Everything);
  }

  /// The units in which, and below which, the right is held.
  public Set<UUID> units(String right) {
    Set<UUID> units = new HashSet<>();
    for (Grant grant : grants) {
      if (gives(grant, right) && grant.scope() instanceof Scope.Below below) {
        units.add(below.unit());
      }
    }
    return units;
  }

  /// The single persons for whom the right is held.
  public Set<UUID> persons(String right) {
    Set<UUID> persons = new HashSet<>();
    for (Grant grant : grants) {
      if (gives(grant, right) && grant.scope() instanceof Scope.Persons some) {
        persons.addAll(some.ids());
      }
    }
    return persons;
  }

  private static boolean gives(Grant grant, String right) {
    return grant.rights().contains(right) || grant.rights().contains(ALL_RIGHTS);
  }
}
