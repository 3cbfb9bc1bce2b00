package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `organisation.school_class`.
final class ClassStore {
  static final String INSERT =
      "INSERT INTO organisation.school_class (id, unit_id, year, grade, name, homeroom)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String COLUMNS =
      "SELECT id, unit_id, year, grade, name, homeroom, version FROM organisation.school_class";

  /// Classes that come after that place, by grade and name.
  List<SchoolClass> page(
      Connection connection, UUID unit, int year, int afterGrade, String afterName, int limit)
      throws SQLException {
    return Sql.list(
        connection,
        COLUMNS
            + " WHERE unit_id = ? AND year = ? AND (grade, name) > (?, ?)"
            + " ORDER BY grade, name LIMIT ?",
        ClassStore::read,
        unit,
        year,
        afterGrade,
        afterName,
        limit);
  }

  Optional<SchoolClass> find(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, COLUMNS + " WHERE id = ?", ClassStore::read, id);
  }

  Optional<SchoolClass> byName(Connection connection, UUID unit, int year, String name)
      throws SQLException {
    return Sql.first(
        connection,
        COLUMNS + " WHERE unit_id = ? AND year = ? AND name = ?",
        ClassStore::read,
        unit,
        year,
        name);
  }

  void insert(Connection connection, UUID id, UUID unit, ClassFacts facts) throws SQLException {
    Sql.update(connection, INSERT, row(id, unit, facts));
  }

  /// The parameters of [#INSERT].
  static @Nullable Object[] row(UUID id, UUID unit, ClassFacts facts) {
    return new @Nullable Object[] {
      id, unit, facts.year(), facts.grade(), facts.name(), facts.homeroom()
    };
  }

  void update(Connection connection, UUID id, int version, ClassFacts facts) throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.school_class SET year = ?, grade = ?, name = ?, homeroom = ?,"
            + " version = version + 1 WHERE id = ? AND version = ?",
        facts.year(),
        facts.grade(),
        facts.name(),
        facts.homeroom(),
        id,
        version);
  }

  void delete(Connection connection, UUID id, int version) throws SQLException {
    Sql.change(
        connection,
        "DELETE FROM organisation.school_class WHERE id = ? AND version = ?",
        id,
        version);
  }

  private static SchoolClass read(ResultSet row) throws SQLException {
    ClassFacts facts =
        new ClassFacts(
            row.getInt(3), row.getInt(4), Sql.text(row, 5), row.getObject(6, UUID.class));
    return new SchoolClass(Sql.id(row, 1), Sql.id(row, 2), facts, row.getInt(7));
  }
}
