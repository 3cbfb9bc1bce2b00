package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Statements with their parameters, for the stores of this module.
public final class Sql {
  private Sql() {}

  /// Makes a value of a row.
  ///
  /// @param <T> the value
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  public static <T> List<T> list(
      Connection connection, String sql, Row<T> value, @Nullable Object... parameters)
      throws SQLException {
    List<T> values = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        values.add(value.of(row));
      }
    }
    return values;
  }

  public static <T> Optional<T> one(
      Connection connection, String sql, Row<T> value, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, sql, value, parameters).stream().findFirst();
  }

  /// @return how many rows it changed
  public static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /// Ends a dated row of a table that has `valid_to` and `version`.
  ///
  /// @param to first day on which it holds no more
  /// @return false when it is another version by now, or not there
  static boolean end(Connection transaction, String table, UUID id, long version, LocalDate to)
      throws SQLException {
    String sql =
        "UPDATE " + table + " SET valid_to = ?, version = version + 1 WHERE id = ? AND version = ?";
    return update(transaction, sql, to, id, version) == 1;
  }

  public static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      set(statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(index, null);
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> name -> statement.setString(index, name.name());
      case UUID[] ids ->
          statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids));
      case String[] texts ->
          statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
      default -> statement.setObject(index, value);
    }
  }

  public static UUID id(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  public static LocalDate date(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  public static @Nullable LocalDate dateOrNull(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  public static @Nullable UUID idOrNull(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
