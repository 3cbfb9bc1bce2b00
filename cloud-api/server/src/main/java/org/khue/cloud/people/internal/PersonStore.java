package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.vault.SubjectKey;
import org.khue.cloud.platform.vault.Vault;

/// Persons: the sealed rows and their clear projection, which always change together.
public final class PersonStore {
  private static final String INSERT =
      "INSERT INTO people.person (id, sealed, simulated, created_at, changed_at)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT id, sealed, simulated, version, changed_at FROM people.person"
          + " WHERE id = ? AND sealed IS NOT NULL AND merged_into IS NULL";
  private static final String UPDATE =
      "UPDATE people.person SET sealed = ?, version = version + 1, changed_at = ?"
          + " WHERE id = ? AND version = ? AND sealed IS NOT NULL AND merged_into IS NULL";
  private static final String SHOW =
      """
      INSERT INTO people.person_clear (person_id, family_name, given_name, folded, sort_key, birth_date, sex)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (person_id) DO UPDATE SET family_name = excluded.family_name, given_name = excluded.given_name,
        folded = excluded.folded, sort_key = excluded.sort_key, birth_date = excluded.birth_date, sex = excluded.sex
      """;

  private final Vault vault;

  public PersonStore(Vault vault) {
    this.vault = vault;
  }

  /// Adds a person; a membership or a guardian's row that lets the caller see them must be there.
  public void insert(Connection transaction, UUID id, Facts facts, boolean simulated, Instant now)
      throws SQLException {
    SubjectKey key = vault.make(transaction, id);
    byte[] sealed = Sealed.seal(key, Sealed.FACTS, facts);
    Sql.update(transaction, INSERT, id, sealed, simulated, now, now);
    show(transaction, id, facts);
  }

  /// @return false when the row is another version by now, or not there
  public boolean update(Connection transaction, UUID id, long version, Facts facts, Instant now)
      throws SQLException {
    Optional<SubjectKey> key = vault.key(transaction, id);
    if (key.isEmpty()) {
      return false;
    }
    byte[] sealed = Sealed.seal(key.get(), Sealed.FACTS, facts);
    boolean updated = Sql.update(transaction, UPDATE, sealed, now, id, version) == 1;
    if (updated) {
      show(transaction, id, facts);
    }
    return updated;
  }

  /// A living record: neither erased nor merged into another.
  public Optional<Person> find(Connection connection, UUID id) throws SQLException {
    Optional<SubjectKey> key = vault.key(connection, id);
    return key.isEmpty()
        ? Optional.empty()
        : Sql.one(connection, SELECT, row -> person(row, key.get()), id);
  }

  /// Refuses with 404 unless there is such a living record within the caller's scope.
  public void require(Connection connection, UUID id, String what) throws SQLException {
    if (find(connection, id).isEmpty()) {
      throw ProblemException.missing(what);
    }
  }

  private static Person person(ResultSet row, SubjectKey key) throws SQLException {
    return new Person(
        Sql.id(row, 1),
        Sealed.open(key, Sealed.FACTS, row.getBytes(2), Facts.class),
        row.getBoolean(3),
        row.getLong(4),
        Times.get(row, 5));
  }

  /// Into whom a person was merged; empty when they were not.
  public Optional<UUID> mergedInto(Connection connection, UUID id) throws SQLException {
    return Sql.one(
        connection,
        "SELECT merged_into FROM people.person WHERE id = ? AND merged_into IS NOT NULL",
        row -> Sql.id(row, 1),
        id);
  }

  /// The names of several persons, of those that are seen.
  public Map<UUID, PersonName> names(Connection connection, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, PersonName> names = new HashMap<>();
    Sql.list(
        connection,
        "SELECT person_id, family_name, given_name FROM people.person_clear"
            + " WHERE person_id = ANY (?)",
        row -> names.put(Sql.id(row, 1), new PersonName(row.getString(2), row.getString(3))),
        (Object) ids.toArray(UUID[]::new));
    return names;
  }

  /// Shows the facts to searches and lists.
  void show(Connection transaction, UUID id, Facts facts) throws SQLException {
    PersonName name = facts.name();
    Sql.update(
        transaction,
        SHOW,
        id,
        name.family(),
        name.given(),
        " " + String.join(" ", Names.words(name.full())),
        Names.sortKey(name),
        facts.birthDate(),
        facts.sex());
  }

  /// Sealed facts of up to `limit` persons after one, by id.
  List<Stored> sealedAfter(Connection connection, @Nullable UUID after, int limit)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT id, sealed, merged_into IS NOT NULL FROM people.person WHERE sealed IS NOT NULL"
            + " AND (?::uuid IS NULL OR id > ?) ORDER BY id LIMIT ?",
        row -> new Stored(Sql.id(row, 1), row.getBytes(2), row.getBoolean(3)),
        after,
        after,
        limit);
  }

  record Stored(UUID id, byte[] sealed, boolean merged) {}
}
