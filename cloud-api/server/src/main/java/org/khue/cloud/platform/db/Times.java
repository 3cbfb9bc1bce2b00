package org.khue.cloud.platform.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Moments in and out of `timestamptz` columns, exact to the microsecond.
public final class Times {
  private Times() {}

  /// Sets a parameter.
  public static void set(PreparedStatement statement, int index, Instant instant)
      throws SQLException {
    statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
  }

  /// A column that is never null.
  public static Instant get(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(getOrNull(row, column));
  }

  /// A column that may be null.
  public static @Nullable Instant getOrNull(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /// A moment of the wire: microseconds since 1970-01-01T00:00Z.
  public static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
