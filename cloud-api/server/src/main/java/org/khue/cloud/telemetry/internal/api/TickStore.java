package org.khue.cloud.telemetry.internal.api;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts committed ticks and taps, by SQL over the rows themselves.
@Singleton
final class TickStore {
  private static final String OF_POINT =
      " r.point_id IN (SELECT p.id FROM telemetry.point p JOIN telemetry.device d ON d.id ="
          + " p.device_id WHERE d.gateway = ? AND d.device = ? AND p.point = ?)";

  /// @param distinct different ticks committed
  /// @param repeated rows beyond the first of a tick
  record Totals(long distinct, long repeated, @Nullable Long newest, @Nullable Instant newestAt) {}

  /// Ticks missing between two committed ones.
  ///
  /// @param after the committed tick before them
  /// @param before the committed tick after them
  /// @param from time of the committed tick before, or of the run's start
  /// @param to time of the committed tick after
  record Hole(long after, long before, Instant from, Instant to) {

    /// How many, at least 1.
    long missing() {
      return before - after - 1;
    }
  }

  Totals totals(Connection connection, Ledger ledger, Ledger.Line line) throws SQLException {
    String select =
        "SELECT count(*), coalesce(sum(n), 0) - count(*), max(tick), max(at) FROM ("
            + ticks()
            + ") t";
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      bindTicks(statement, ledger, line);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long newest = row.getLong(3);
        return new Totals(
            row.getLong(1),
            row.getLong(2),
            row.wasNull() ? null : newest,
            instant(row.getObject(4, OffsetDateTime.class)));
      }
    }
  }

  List<Hole> holes(Connection connection, Ledger ledger, Ledger.Line line, long first)
      throws SQLException {
    String select =
        "SELECT before, tick, since, at FROM (SELECT tick, at, lag(tick, 1, ?) OVER w AS"
            + " before, lag(at, 1, ?) OVER w AS since FROM ("
            + ticks()
            + ") t WINDOW w AS (ORDER BY tick)) h WHERE tick - before > 1";
    List<Hole> holes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, first - 1);
      statement.setObject(2, time(ledger.startedAt()));
      bindTicks(statement, ledger, line, 3);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          holes.add(
              new Hole(
                  row.getLong(1),
                  row.getLong(2),
                  row.getObject(3, OffsetDateTime.class).toInstant(),
                  row.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return holes;
  }

  /// Readings of the counter that failed in that time.
  long failures(Connection connection, Ledger.Line line, Instant from, Instant to)
      throws SQLException {
    String select =
        "SELECT count(*) FROM telemetry.reading r WHERE r.time BETWEEN ? AND ? AND (r.flags & 3) ="
            + " 2 AND"
            + OF_POINT;
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setObject(1, time(from));
      statement.setObject(2, time(to));
      statement.setString(3, line.gateway());
      statement.setString(4, line.device());
      statement.setString(5, line.point());
      return one(statement);
    }
  }

  /// Events of that kind in that time.
  ///
  /// @param device empty for the gateway itself
  long events(
      Connection connection, String gateway, String device, String kind, Instant from, Instant to)
      throws SQLException {
    String select =
        "SELECT count(*) FROM telemetry.event WHERE gateway = ? AND device = ? AND kind = ?"
            + " AND at BETWEEN ? AND ?";
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, gateway);
      statement.setString(2, device);
      statement.setString(3, kind);
      statement.setObject(4, time(from));
      statement.setObject(5, time(to));
      return one(statement);
    }
  }

  private static String ticks() {
    return "SELECT round(r.value)::bigint AS tick, min(r.time) AS at, count(*) AS n FROM"
        + " telemetry.reading r WHERE r.time >= ? AND (r.flags & 3) <> 2 AND r.value BETWEEN 0 AND"
        + " 1e15 AND"
        + OF_POINT
        + " GROUP BY 1";
  }

  private static void bindTicks(PreparedStatement statement, Ledger ledger, Ledger.Line line)
      throws SQLException {
    bindTicks(statement, ledger, line, 1);
  }

  private static void bindTicks(
      PreparedStatement statement, Ledger ledger, Ledger.Line line, int index) throws SQLException {
    statement.setObject(index, time(ledger.startedAt()));
    statement.setString(index + 1, line.gateway());
    statement.setString(index + 2, line.device());
    statement.setString(index + 3, line.point());
  }

  private static long one(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
