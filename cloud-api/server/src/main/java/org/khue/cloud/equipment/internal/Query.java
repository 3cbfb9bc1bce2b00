package org.khue.cloud.equipment.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A statement with its parameters. Moments go in as `timestamptz`, collections of ids as `uuid[]`,
/// other collections as `text[]`.
///
/// @param sql with question marks
public record Query(String sql, @Nullable Object... parameters) {

  /// Makes a value of the row that a result stands at.
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static Query of(String sql, @Nullable Object... parameters) {
    return new Query(sql, parameters);
  }

  public <T> List<T> list(Connection connection, Reader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = bound(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(reader.read(row));
      }
    }
    return found;
  }

  public <T> Optional<T> first(Connection connection, Reader<T> reader) throws SQLException {
    return list(connection, reader).stream().findFirst();
  }

  /// @return how many rows were changed
  public int run(Connection connection) throws SQLException {
    try (PreparedStatement statement = bound(connection)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement bound(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    int index = 1;
    for (Object value : parameters) {
      switch (value) {
        case Instant moment -> statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
        case Collection<?> some -> {
          String type = some.stream().allMatch(UUID.class::isInstance) ? "uuid" : "text";
          statement.setArray(index, connection.createArrayOf(type, some.toArray()));
        }
        case null, default -> statement.setObject(index, value);
      }
      index++;
    }
    return statement;
  }

  /// A column that is never null.
  public static UUID id(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(idOrNull(row, column));
  }

  public static @Nullable UUID idOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /// A column that is never null.
  public static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  /// A column that is never null.
  public static Instant moment(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(momentOrNull(row, column));
  }

  public static @Nullable Instant momentOrNull(ResultSet row, String column) throws SQLException {
    java.time.OffsetDateTime at = row.getObject(column, java.time.OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
