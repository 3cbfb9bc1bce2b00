package org.khue.cloud.people.internal;

import io.micronaut.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

/// Whether whoever acts may do something to a person, and by which unit.
public final class Standing {
  private final Access access;
  private final MembershipStore memberships;

  public Standing(Access access, MembershipStore memberships) {
    this.access = access;
    this.memberships = memberships;
  }

  /// Refuses with 403 unless the right holds at that unit.
  public void requireAt(String right, UUID unit) {
    access.requireAt(right, unit);
  }

  /// The unit by which the caller may do it; for the audit trail.
  ///
  /// @throws ProblemException 403 when none of the person's units gives the right, nor the person
  public UUID require(Connection connection, String right, UUID person, LocalDate today)
      throws SQLException {
    return giving(right, memberships.units(connection, person, today), person)
        .orElseThrow(() -> refused(right));
  }

  /// Those of some rights that [#require] would not refuse.
  public Set<String> held(
      Connection connection, Collection<String> rights, UUID person, LocalDate today)
      throws SQLException {
    List<UUID> units = memberships.units(connection, person, today);
    return rights.stream()
        .filter(right -> giving(right, units, person).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The unit that gives a right for a person of these units.
  private Optional<UUID> giving(String right, List<UUID> units, UUID person) {
    Optional<UUID> unit = units.stream().filter(one -> access.mayAt(right, one)).findFirst();
    boolean apart =
        Acting.required().caller().persons(right).contains(person)
            || access.mayAt(right, Reach.ROOT);
    return unit.isEmpty() && apart
        ? Optional.of(units.isEmpty() ? Reach.ROOT : units.getFirst())
        : unit;
  }

  /// Whether the caller has the right by one of the person's units, not just for the person.
  public boolean isStaffFor(String right, Connection connection, UUID person, LocalDate today)
      throws SQLException {
    for (UUID unit : memberships.units(connection, person, today)) {
      if (access.mayAt(right, unit)) {
        return true;
      }
    }
    return access.mayAt(right, Reach.ROOT);
  }

  /// The unit for what touches all that is known of a person: every unit must give the right.
  ///
  /// @param everything a connection of the program itself, so that no unit stays hidden
  public UUID requireEverywhere(Connection everything, String right, UUID person, LocalDate today)
      throws SQLException {
    List<UUID> units = memberships.units(everything, person, today);
    for (UUID unit : units) {
      if (!access.mayAt(right, unit)) {
        throw new ProblemException(
            HttpStatus.FORBIDDEN,
            "This person also belongs to a unit outside your scope. Ask the ward or the city,"
                + " whose scope holds both, to do it.");
      }
    }
    if (units.isEmpty() && !access.mayAt(right, Reach.ROOT)) {
      throw refused(right);
    }
    return units.isEmpty() ? Reach.ROOT : units.getFirst();
  }

  private static ProblemException refused(String right) {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "Your roles do not include '"
            + right
            + "' for this person. Ask the head of their unit or its IT officer.");
  }
}
