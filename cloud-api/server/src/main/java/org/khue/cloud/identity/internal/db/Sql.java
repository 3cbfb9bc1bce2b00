package org.khue.cloud.identity.internal.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// Runs single statements, so that a store of this module is a list of them.
///
/// Values: strings, numbers, booleans, `UUID`, `LocalDate`, `Instant`, `byte[]`, collections of
/// strings (as `text[]`), null.
public final class Sql {
  private final DataSource source;

  public Sql(DataSource source) {
    this.source = source;
  }

  /// Makes something of the current row.
  ///
  /// @param <T> of what
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /// @param what for the message of a failure, such as `looking an account up`
  public <T> List<T> list(String what, String sql, Row<T> row, @Nullable Object... values) {
    try (Connection connection = source.getConnection()) {
      return list(connection, sql, row, values);
    } catch (SQLException e) {
      throw new DatabaseException(what, e);
    }
  }

  /// The first row.
  public <T> Optional<T> one(String what, String sql, Row<T> row, @Nullable Object... values) {
    return list(what, sql, row, values).stream().findFirst();
  }

  /// @return how many rows were changed
  public int change(String what, String sql, @Nullable Object... values) {
    try (Connection connection = source.getConnection()) {
      return change(connection, sql, values);
    } catch (SQLException e) {
      throw new DatabaseException(what, e);
    }
  }

  public static <T> List<T> list(
      Connection connection, String sql, Row<T> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(connection, statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.of(rows));
        }
      }
      return found;
    }
  }

  public static int change(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(connection, statement, values);
      return statement.executeUpdate();
    }
  }

  private static void set(
      Connection connection, PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    int index = 1;
    for (Object value : values) {
      switch (value) {
        case null -> statement.setObject(index, null);
        case Instant instant -> Times.set(statement, index, instant);
        case byte[] bytes -> statement.setBytes(index, bytes);
        case Collection<?> texts ->
            statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
        default -> statement.setObject(index, value);
      }
      index++;
    }
  }
}
