package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Relation;

/// Who looks after whom.
public final class GuardianStore {
  private static final String COLUMNS =
      "SELECT id, person_id, guardian_id, relation, legal, contact_order, valid_from, valid_to,"
          + " version FROM people.guardian";

  public void insert(Connection transaction, Guardian guardian) throws SQLException {
    Sql.update(
        transaction,
        "INSERT INTO people.guardian (id, person_id, guardian_id, relation, legal, contact_order,"
            + " valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        guardian.id(),
        guardian.person(),
        guardian.guardian(),
        guardian.relation(),
        guardian.legal(),
        guardian.contactOrder(),
        guardian.from(),
        guardian.to());
  }

  /// Ends a guardianship.
  ///
  /// @return false when it is another version by now, or not there
  public boolean end(Connection transaction, UUID id, long version, LocalDate to)
      throws SQLException {
    return Sql.end(transaction, "people.guardian", id, version, to);
  }

  public Optional<Guardian> find(Connection connection, UUID id) throws SQLException {
    return Sql.one(connection, COLUMNS + " WHERE id = ?", GuardianStore::guardian, id);
  }

  /// The guardians of a child, past ones too, in the order in which to call them.
  public List<Guardian> of(Connection connection, UUID child) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS + " WHERE person_id = ? ORDER BY contact_order, valid_from, id",
        GuardianStore::guardian,
        child);
  }

  /// The children whose guardian a person is or was.
  public List<Guardian> by(Connection connection, UUID guardian) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS + " WHERE guardian_id = ? ORDER BY valid_from, id",
        GuardianStore::guardian,
        guardian);
  }

  private static Guardian guardian(ResultSet row) throws SQLException {
    return new Guardian(
        Sql.id(row, 1),
        Sql.id(row, 2),
        Sql.id(row, 3),
        Relation.valueOf(row.getString(4)),
        row.getBoolean(5),
        row.getInt(6),
        Sql.date(row, 7),
        Sql.dateOrNull(row, 8),
        row.getLong(9));
  }
}
