package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;

/// Who belongs where, and since when.
public final class MembershipStore {
  private static final String COLUMNS =
      "SELECT id, person_id, unit_id, kind, class_id, decision, valid_from, valid_to, version"
          + " FROM people.membership";
  private static final String INSERT =
      "INSERT INTO people.membership (id, person_id, unit_id, kind, class_id, decision, valid_from,"
          + " valid_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UNITS =
      """
      SELECT m.unit_id FROM people.membership m
      WHERE (m.person_id = ? OR m.person_id IN (SELECT person_id FROM people.guardian WHERE guardian_id = ?))
        AND (m.valid_to IS NULL OR m.valid_to > ?)
      ORDER BY m.person_id <> ?, m.valid_from DESC, m.id
      """;

  /// For a year after leaving, papers and transfers still come up.
  private static final int DAYS_AFTER_LEAVING = 365;

  public void insert(Connection transaction, Membership membership) throws SQLException {
    Sql.update(
        transaction,
        INSERT,
        membership.id(),
        membership.person(),
        membership.unit(),
        membership.kind(),
        membership.schoolClass(),
        membership.decision(),
        membership.from(),
        membership.to());
  }

  /// Ends a membership.
  ///
  /// @return false when it is another version by now, or not there
  public boolean end(Connection transaction, UUID id, long version, LocalDate to)
      throws SQLException {
    return Sql.end(transaction, "people.membership", id, version, to);
  }

  /// Puts a membership into another class from its first day on.
  ///
  /// @return false when it is another version by now, or not there
  public boolean correctClass(Connection transaction, UUID id, long version, UUID schoolClass)
      throws SQLException {
    return Sql.update(
            transaction,
            "UPDATE people.membership SET class_id = ?, version = version + 1"
                + " WHERE id = ? AND version = ?",
            schoolClass,
            id,
            version)
        == 1;
  }

  public Optional<Membership> find(Connection connection, UUID id) throws SQLException {
    return Sql.one(connection, COLUMNS + " WHERE id = ?", MembershipStore::membership, id);
  }

  /// All of a person that are seen, the newest first.
  public List<Membership> of(Connection connection, UUID person) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS + " WHERE person_id = ? ORDER BY valid_from DESC, id",
        MembershipStore::membership,
        person);
  }

  /// What holds on a day, by person.
  Map<UUID, List<Membership>> current(
      Connection connection, Collection<UUID> persons, LocalDate day) throws SQLException {
    return Sql.list(
            connection,
            COLUMNS
                + " WHERE person_id = ANY (?) AND valid_from <= ?"
                + " AND (valid_to IS NULL OR valid_to > ?) ORDER BY valid_from, id",
            MembershipStore::membership,
            persons.toArray(UUID[]::new),
            day,
            day)
        .stream()
        .collect(Collectors.groupingBy(Membership::person));
  }

  /// The units that have to do with a person, the closest first: their own, then those of the
  /// children whose guardian they are.
  List<UUID> units(Connection connection, UUID person, LocalDate today) throws SQLException {
    LocalDate since = today.minusDays(DAYS_AFTER_LEAVING);
    return Sql.list(connection, UNITS, row -> Sql.id(row, 1), person, person, since, person)
        .stream()
        .distinct()
        .toList();
  }

  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(
        Sql.id(row, 1),
        Sql.id(row, 2),
        Sql.id(row, 3),
        MembershipKind.valueOf(row.getString(4)),
        Sql.idOrNull(row, 5),
        row.getString(6),
        Sql.date(row, 7),
        Sql.dateOrNull(row, 8),
        row.getLong(9));
  }
}
