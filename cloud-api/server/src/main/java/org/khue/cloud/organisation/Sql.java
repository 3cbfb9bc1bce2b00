package org.khue.cloud.organisation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.problem.ProblemException;

/// Short forms of JDBC for the stores of this module.
final class Sql {
  private Sql() {}

  /// Makes a value of the current row.
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(
      Connection connection, String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(reader.read(row));
        }
      }
    }
    return found;
  }

  static <T> Optional<T> first(
      Connection connection, String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, sql, reader, parameters).stream().findFirst();
  }

  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /// Changes the one row of that id and version.
  ///
  /// @throws ProblemException 412 if it was changed or removed meanwhile
  static void change(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    if (update(connection, sql, parameters) != 1) {
      throw ETags.stale();
    }
  }

  /// Adds many rows at once.
  static void insert(Connection connection, String sql, List<@Nullable Object[]> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        add(statement, row);
      }
      statement.executeBatch();
    }
  }

  /// Adds a row to a batch.
  static void add(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
    bind(statement, parameters);
    statement.addBatch();
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value instanceof List<?> list) {
        Object[] members = list.toArray();
        String type = members.length > 0 && members[0] instanceof Integer ? "int2" : "text";
        Array array = statement.getConnection().createArrayOf(type, members);
        statement.setArray(i + 1, array);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  static UUID id(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  static <T> T value(ResultSet row, int column, Class<T> type) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, type));
  }
}
