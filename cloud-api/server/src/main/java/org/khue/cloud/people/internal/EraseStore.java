package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.platform.vault.Vault;

/// Leaves of a person what is no personal data: that there was somebody, in which units, and when.
public final class EraseStore {
  private static final List<String> FORGET =
      List.of(
          "DELETE FROM people.person_clear WHERE person_id = ?",
          "DELETE FROM people.identifier WHERE person_id = ?",
          "DELETE FROM people.verification WHERE person_id = ?",
          "DELETE FROM people.merge WHERE ? IN (survivor, merged)",
          "DELETE FROM people.guardian WHERE ? IN (person_id, guardian_id)",
          "UPDATE people.consent SET sealed = NULL WHERE person_id = ?",
          "UPDATE people.membership SET class_id = NULL, decision = NULL, version = version + 1"
              + " WHERE person_id = ?");

  private final Vault vault;

  public EraseStore(Vault vault) {
    this.vault = vault;
  }

  /// The persons that a person stands for: themself, and all that were merged into them.
  public List<UUID> all(Connection connection, UUID person) throws SQLException {
    return Sql.list(
        connection,
        """
        WITH RECURSIVE one AS (
          SELECT ?::uuid AS id UNION SELECT p.id FROM people.person p JOIN one ON p.merged_into = one.id)
        SELECT id FROM one
        """,
        row -> Sql.id(row, 1),
        person);
  }

  /// Erases one row of a person; the key first.
  ///
  /// @param transaction of the program itself
  public void erase(Connection transaction, UUID person, Instant now) throws SQLException {
    vault.forget(transaction, person);
    for (String statement : FORGET) {
      Sql.update(transaction, statement, person);
    }
    empty(transaction, person, now);
    Sql.update(
        transaction,
        "INSERT INTO people.erasure (person_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        person,
        now);
  }

  /// Guardians of a person whom nothing else ties to any unit: they go with the person.
  public List<UUID> guardiansOfNobodyElse(Connection connection, UUID person) throws SQLException {
    return Sql.list(
        connection,
        """
        SELECT DISTINCT g.guardian_id FROM people.guardian g WHERE g.person_id = ?
          AND NOT EXISTS (SELECT 1 FROM people.membership m WHERE m.person_id = g.guardian_id)
          AND NOT EXISTS (SELECT 1 FROM people.guardian o WHERE o.guardian_id = g.guardian_id
            AND o.person_id <> g.person_id)
        """,
        row -> Sql.id(row, 1),
        person);
  }

  /// Forgets the content of a record that was merged into another, and keeps that it was.
  ///
  /// @param transaction of the program itself
  public void forgetMerged(Connection transaction, UUID merged, Instant now) throws SQLException {
    vault.forget(transaction, merged);
    empty(transaction, merged, now);
  }

  private static void empty(Connection transaction, UUID person, Instant now) throws SQLException {
    Sql.update(
        transaction,
        "UPDATE people.person SET sealed = NULL, erased_at = ?, changed_at = ?,"
            + " version = version + 1 WHERE id = ? AND erased_at IS NULL",
        now,
        now,
        person);
  }
}
