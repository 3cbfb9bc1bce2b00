package org.khue.cloud.equipment.register;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Query;
import org.khue.cloud.platform.security.Reach;

/// The table `equipment.item_type`.
final class TypeStore {
  private static final String COLUMNS =
      "SELECT id, unit_id, code, name, name_en, measure, subject, version"
          + " FROM equipment.item_type ";

  private TypeStore() {}

  static List<ItemType> of(Connection read, UUID unit) throws SQLException {
    return Query.of(COLUMNS + "WHERE unit_id IN (?, ?) ORDER BY code, id", unit, Reach.ROOT)
        .list(read, TypeStore::type);
  }

  static List<ItemType> all(Connection read) throws SQLException {
    return Query.of(COLUMNS + "ORDER BY code, id").list(read, TypeStore::type);
  }

  static Optional<ItemType> find(Connection read, UUID id) throws SQLException {
    return Query.of(COLUMNS + "WHERE id = ?", id).first(read, TypeStore::type);
  }

  static ItemType insert(Connection transaction, UUID unit, TypeFacts facts) throws SQLException {
    UUID id =
        Query.of(
                """
                INSERT INTO equipment.item_type (unit_id, code, name, name_en, measure, subject)
                VALUES (?, ?, ?, ?, ?, ?) RETURNING id
                """,
                unit,
                facts.code(),
                facts.name(),
                facts.nameEn(),
                facts.measure(),
                facts.subject().code())
            .first(transaction, row -> Query.id(row, "id"))
            .orElseThrow();
    return new ItemType(id, unit, facts, 1);
  }

  /// @return false if somebody else changed it meanwhile
  static boolean update(Connection transaction, UUID id, int version, TypeFacts facts)
      throws SQLException {
    return Query.of(
                """
                UPDATE equipment.item_type SET code = ?, name = ?, name_en = ?, measure = ?,
                  subject = ?, version = version + 1
                WHERE id = ? AND version = ?
                """,
                facts.code(),
                facts.name(),
                facts.nameEn(),
                facts.measure(),
                facts.subject().code(),
                id,
                version)
            .run(transaction)
        == 1;
  }

  private static ItemType type(ResultSet row) throws SQLException {
    return new ItemType(
        Query.id(row, "id"),
        Query.id(row, "unit_id"),
        new TypeFacts(
            Query.text(row, "code"),
            Query.text(row, "name"),
            row.getString("name_en"),
            Query.text(row, "measure"),
            Coded.of(Subject.values(), Query.text(row, "subject"))),
        row.getInt("version"));
  }
}
