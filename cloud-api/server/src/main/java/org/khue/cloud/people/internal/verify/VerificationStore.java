package org.khue.cloud.people.internal.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Verification;
import org.khue.cloud.people.internal.Sql;
import org.khue.cloud.platform.db.Times;

/// What the population database said of whom.
public final class VerificationStore {

  public Optional<Verification> find(Connection connection, UUID person) throws SQLException {
    return Sql.one(
        connection,
        "SELECT state, fields, source, checked_at FROM people.verification WHERE person_id = ?",
        row ->
            new Verification(
                Verification.State.valueOf(row.getString(1)),
                Set.copyOf(Arrays.asList((String[]) row.getArray(2).getArray())),
                row.getString(3),
                Times.get(row, 4)),
        person);
  }

  public void put(
      Connection transaction,
      UUID person,
      Verification.State state,
      Set<String> fields,
      String source,
      Instant at)
      throws SQLException {
    Sql.update(
        transaction,
        """
        INSERT INTO people.verification (person_id, state, fields, source, checked_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, fields = excluded.fields,
          source = excluded.source, checked_at = excluded.checked_at
        """,
        person,
        state,
        new TreeSet<>(fields).toArray(String[]::new),
        source,
        at);
  }

  /// What was said holds no more, because the person was changed; to be asked again.
  public void forget(Connection transaction, UUID person) throws SQLException {
    Sql.update(transaction, "DELETE FROM people.verification WHERE person_id = ?", person);
  }

  /// Marks persons of a unit, and of units below it, whom nobody has asked about yet or who could
  /// not be asked about.
  ///
  /// @return whom it marked, at most `most`
  public List<UUID> markPending(
      Connection transaction, UUID unit, String source, int most, Instant now) throws SQLException {
    List<UUID> open =
        Sql.list(
            transaction,
            """
            SELECT DISTINCT i.person_id FROM people.identifier i
            JOIN people.membership m ON m.person_id = i.person_id
            LEFT JOIN people.verification v ON v.person_id = i.person_id
            WHERE i.scheme = 'NATIONAL' AND m.unit_id IN (SELECT descendant FROM platform.reach WHERE ancestor = ?)
              AND (v.state IS NULL OR v.state IN ('UNVERIFIED', 'UNAVAILABLE')) LIMIT ?
            """,
            row -> Sql.id(row, 1),
            unit,
            most);
    for (UUID person : open) {
      put(transaction, person, Verification.State.PENDING, Set.of(), source, now);
    }
    return open;
  }

  /// Persons that wait to be asked about, by id.
  public List<UUID> pending(Connection connection, @Nullable UUID after, int most)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT person_id FROM people.verification WHERE state = 'PENDING'"
            + " AND (?::uuid IS NULL OR person_id > ?) ORDER BY person_id LIMIT ?",
        row -> Sql.id(row, 1),
        after,
        after,
        most);
  }
}
