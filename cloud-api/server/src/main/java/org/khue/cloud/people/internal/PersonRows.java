package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// All rows of single persons as they lie in the database, sealed parts sealed: to tell whether
/// anything about a person has changed, and to put it back exactly.
public final class PersonRows {
  private static final String SNAPSHOT =
      """
      SELECT id, jsonb_build_object(
        'person', to_jsonb(p),
        'clear', (SELECT to_jsonb(c) FROM people.person_clear c WHERE c.person_id = p.id),
        'membership', (SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.id), '[]')
          FROM people.membership m WHERE m.person_id = p.id),
        'identifier', (SELECT coalesce(jsonb_agg(to_jsonb(i) ORDER BY i.id), '[]')
          FROM people.identifier i WHERE i.person_id = p.id),
        'number', (SELECT coalesce(jsonb_agg(to_jsonb(n) ORDER BY n.identifier_id), '[]')
          FROM people.identifier_clear n WHERE n.person_id = p.id),
        'guardian', (SELECT coalesce(jsonb_agg(to_jsonb(g) ORDER BY g.id), '[]')
          FROM people.guardian g WHERE g.person_id = p.id),
        'consents', (SELECT count(*) FROM people.consent s WHERE s.person_id = p.id))::text
      FROM people.person p WHERE id = ANY (?)
      """;

  /// Tables of a person beside `person` and `person_clear`, in the order in which rows go away.
  private static final List<String> OTHERS = List.of("number", "identifier", "membership");

  private static final Map<String, String> TABLES =
      Map.of(
          "number", "people.identifier_clear",
          "identifier", "people.identifier",
          "membership", "people.membership");

  /// The rows of each person that is seen, as JSON text.
  public Map<UUID, String> snapshots(Connection connection, Collection<UUID> persons)
      throws SQLException {
    Map<UUID, String> snapshots = new HashMap<>();
    Sql.list(
        connection,
        SNAPSHOT,
        row -> snapshots.put(Sql.id(row, 1), row.getString(2)),
        (Object) persons.toArray(UUID[]::new));
    return snapshots;
  }

  /// Puts a person's rows back as they were, but for guardians, which stay.
  public void restore(Connection transaction, UUID person, String snapshot) throws SQLException {
    for (String name : OTHERS) {
      Sql.update(transaction, "DELETE FROM " + TABLES.get(name) + " WHERE person_id = ?", person);
    }
    // What is seen of a person hangs on the memberships: they come back first.
    for (String name : OTHERS.reversed()) {
      String table = TABLES.get(name);
      Sql.update(
          transaction,
          "INSERT INTO "
              + table
              + " SELECT * FROM jsonb_populate_recordset(NULL::"
              + table
              + ", ?::jsonb -> ?)",
          snapshot,
          name);
    }
    Sql.update(
        transaction,
        "UPDATE people.person p SET sealed = o.sealed, merged_into = o.merged_into, erased_at ="
            + " o.erased_at, simulated = o.simulated, version = o.version, created_at ="
            + " o.created_at, changed_at = o.changed_at"
            + " FROM jsonb_populate_record(NULL::people.person, ?::jsonb -> 'person') o"
            + " WHERE p.id = ?",
        snapshot,
        person);
    Sql.update(
        transaction,
        "UPDATE people.person_clear p SET family_name = o.family_name, given_name = o.given_name,"
            + " folded = o.folded, sort_key = o.sort_key, birth_date = o.birth_date, sex = o.sex"
            + " FROM jsonb_populate_record(NULL::people.person_clear, ?::jsonb -> 'clear') o"
            + " WHERE p.person_id = ?",
        snapshot,
        person);
  }

  /// Removes a person whose rows are as an import made them. The key in the vault stays: with no
  /// row left, it opens nothing.
  ///
  /// @param guardians persons who were made as guardians of this one alone
  public void remove(Connection transaction, UUID person, Collection<UUID> guardians)
      throws SQLException {
    for (UUID guardian : guardians) {
      Sql.update(transaction, "DELETE FROM people.person_clear WHERE person_id = ?", guardian);
      Sql.update(transaction, "DELETE FROM people.person WHERE id = ?", guardian);
    }
    Sql.update(transaction, "DELETE FROM people.guardian WHERE person_id = ?", person);
    Sql.update(transaction, "DELETE FROM people.identifier_clear WHERE person_id = ?", person);
    Sql.update(transaction, "DELETE FROM people.identifier WHERE person_id = ?", person);
    Sql.update(transaction, "DELETE FROM people.person_clear WHERE person_id = ?", person);
    Sql.update(transaction, "DELETE FROM people.person WHERE id = ?", person);
    Sql.update(transaction, "DELETE FROM people.membership WHERE person_id = ?", person);
  }

  /// Whether there is a membership of that unit or class.
  public boolean isUsed(Connection connection, UUID unitOrClass) throws SQLException {
    return Sql.one(
            connection,
            "SELECT EXISTS (SELECT 1 FROM people.membership WHERE unit_id = ? OR class_id = ?)",
            row -> row.getBoolean(1),
            unitOrClass,
            unitOrClass)
        .orElse(false);
  }

  /// Of several numbers, those that somebody has: the person by the number's hash.
  public Map<String, UUID> holders(
      Connection connection, String scheme, Collection<byte[]> hashes, LocalDate day)
      throws SQLException {
    Map<String, UUID> holders = new HashMap<>();
    Sql.list(
        connection,
        "SELECT number_hash, person_id FROM people.identifier_clear WHERE scheme = ?"
            + " AND number_hash = ANY (?::bytea[]) AND (upper(valid) IS NULL OR upper(valid) > ?)",
        row -> holders.put(Hex.of(row.getBytes(1)), Sql.id(row, 2)),
        scheme,
        hashes.stream().map(hash -> "\\x" + Hex.of(hash)).toArray(String[]::new),
        day);
    return holders;
  }
}
