package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `organisation.unit`.
final class UnitStore {
  static final String INSERT =
      "INSERT INTO organisation.unit (id, code, name, name_en, kind, levels, ownership, founded,"
          + " dissolved, phone, email) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String COLUMNS =
      "SELECT id, code, name, name_en, kind, levels, ownership, founded, dissolved, phone, email,"
          + " version FROM organisation.unit";

  List<Unit> all(Connection connection) throws SQLException {
    return Sql.list(connection, COLUMNS + " ORDER BY code", UnitStore::read);
  }

  /// Those within the scope, by what the guards of the tables go by.
  List<Unit> reached(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS
            + " WHERE (SELECT platform.sees_all()) OR id IN (SELECT platform.visible_units())"
            + " ORDER BY code",
        UnitStore::read);
  }

  Optional<Unit> find(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, COLUMNS + " WHERE id = ?", UnitStore::read, id);
  }

  /// Whether the right in use reaches a unit, by what the guards of the tables go by.
  boolean isReached(Connection connection, UUID id) throws SQLException {
    return Sql.first(
            connection,
            "SELECT platform.sees_all() OR ? IN (SELECT platform.visible_units())",
            row -> row.getBoolean(1),
            id)
        .orElse(false);
  }

  Optional<Unit> byCode(Connection connection, String code) throws SQLException {
    return Sql.first(connection, COLUMNS + " WHERE code = ?", UnitStore::read, code);
  }

  void insert(Connection connection, UUID id, UnitFacts facts) throws SQLException {
    Sql.update(connection, INSERT, row(id, facts));
  }

  /// The parameters of [#INSERT].
  static @Nullable Object[] row(UUID id, UnitFacts facts) {
    return new @Nullable Object[] {
      id,
      facts.code(),
      facts.name(),
      facts.nameEn(),
      facts.kind().code(),
      facts.levels().stream().map(Level::code).toList(),
      facts.ownership().code(),
      facts.founded(),
      facts.dissolved(),
      facts.phone(),
      facts.email()
    };
  }

  void update(Connection connection, UUID id, int version, UnitFacts facts) throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.unit SET code = ?, name = ?, name_en = ?, kind = ?, levels = ?,"
            + " ownership = ?, founded = ?, dissolved = ?, phone = ?, email = ?,"
            + " version = version + 1 WHERE id = ? AND version = ?",
        facts.code(),
        facts.name(),
        facts.nameEn(),
        facts.kind().code(),
        facts.levels().stream().map(Level::code).toList(),
        facts.ownership().code(),
        facts.founded(),
        facts.dissolved(),
        facts.phone(),
        facts.email(),
        id,
        version);
  }

  private static Unit read(ResultSet row) throws SQLException {
    String[] levels = (String[]) row.getArray(6).getArray();
    UnitFacts facts =
        new UnitFacts(
            Sql.text(row, 2),
            Sql.text(row, 3),
            row.getString(4),
            UnitKind.ofCode(Sql.text(row, 5)),
            Arrays.stream(levels).map(Level::ofCode).toList(),
            Ownership.ofCode(Sql.text(row, 7)),
            row.getObject(8, LocalDate.class),
            row.getObject(9, LocalDate.class),
            row.getString(10),
            row.getString(11));
    return new Unit(Sql.id(row, 1), facts, row.getInt(12));
  }
}
