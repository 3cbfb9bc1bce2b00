package org.khue.cloud.telemetry.internal.rollup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// Makes the rows of `telemetry.minute` and `telemetry.hour`. Making them again from the same
/// readings changes nothing.
final class MinuteStore {
  private static final String OF_READINGS =
      "SELECT point_id, date_bin('1 minute', time, '2000-01-01 00:00Z') AS start, "
          + RolledStore.SUMMARY
          + " FROM ";
  private static final String MINUTE_COLUMNS =
      " (point_id, start, count, uncertain, bad, min, max, sum) ";
  private static final String HOUR_COLUMNS =
      " (point_id, start, count, uncertain, bad, min, max, sum, minutes) ";
  private static final String OF_MINUTES =
      "SELECT point_id, ?::timestamptz, sum(count), sum(uncertain), sum(bad), min(min), max(max),"
          + " sum(sum), count(*) FILTER (WHERE count > 0) FROM ";
  private static final String ANEW =
      " ON CONFLICT (point_id, start) DO UPDATE SET count = excluded.count, uncertain ="
          + " excluded.uncertain, bad = excluded.bad, min = excluded.min, max = excluded.max, sum ="
          + " excluded.sum";
  private static final String MORE =
      " ON CONFLICT (point_id, start) DO UPDATE SET count = kept.count + excluded.count, uncertain"
          + " = kept.uncertain + excluded.uncertain, bad = kept.bad + excluded.bad, min ="
          + " least(kept.min, excluded.min), max = greatest(kept.max, excluded.max), sum ="
          + " coalesce(kept.sum + excluded.sum, kept.sum, excluded.sum)";

  private MinuteStore() {}

  /// Makes the minutes of a time from the readings.
  ///
  /// @param points of these points; null for all
  static void minutes(Connection transaction, Instant since, Instant until, @Nullable Array points)
      throws SQLException {
    String insert =
        "INSERT INTO telemetry.minute"
            + MINUTE_COLUMNS
            + OF_READINGS
            + "telemetry.reading WHERE time >= ? AND time < ?"
            + of(points)
            + " GROUP BY 1, 2 ORDER BY 1, 2"
            + ANEW;
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      Times.set(statement, 1, since);
      Times.set(statement, 2, until);
      if (points != null) {
        statement.setArray(3, points);
      }
      statement.executeUpdate();
    }
  }

  /// Makes an hour from its minutes.
  ///
  /// @param points of these points; null for all
  static void hour(Connection transaction, Instant hour, @Nullable Array points)
      throws SQLException {
    String insert =
        "INSERT INTO telemetry.hour"
            + HOUR_COLUMNS
            + OF_MINUTES
            + "telemetry.minute WHERE start >= ? AND start < ?"
            + of(points)
            + " GROUP BY 1"
            + ANEW
            + ", minutes = excluded.minutes";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      Times.set(statement, 1, hour);
      Times.set(statement, 2, hour);
      Times.set(statement, 3, hour.plus(1, ChronoUnit.HOURS));
      if (points != null) {
        statement.setArray(4, points);
      }
      statement.executeUpdate();
    }
  }

  /// Adds late readings to an hour whose other readings were deleted long ago, and deletes them
  /// too: their time is over. Minutes with a value are counted twice where a late reading lies in a
  /// minute that had one.
  static void add(Connection transaction, Instant hour, Array points) throws SQLException {
    String sql =
        "WITH gone AS (DELETE FROM telemetry.reading WHERE time >= ? AND time < ? AND point_id ="
            + " ANY (?) RETURNING point_id, time, value, flags), made AS ("
            + OF_READINGS
            + "gone GROUP BY 1, 2), put AS (INSERT INTO telemetry.minute AS kept"
            + MINUTE_COLUMNS
            + "SELECT * FROM made"
            + MORE
            + " RETURNING kept.point_id, (new.count > 0 AND coalesce(old.count, 0) = 0)::int AS"
            + " fresh) INSERT INTO telemetry.hour AS kept"
            + HOUR_COLUMNS
            + "SELECT point_id, ?::timestamptz, sum(count), sum(uncertain), sum(bad), min(min),"
            + " max(max), sum(sum), (SELECT sum(fresh) FROM put WHERE put.point_id ="
            + " made.point_id) FROM made GROUP BY 1"
            + MORE
            + ", minutes = least(60, kept.minutes + excluded.minutes)";
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      Times.set(statement, 1, hour);
      Times.set(statement, 2, hour.plus(1, ChronoUnit.HOURS));
      statement.setArray(3, points);
      Times.set(statement, 4, hour);
      statement.executeUpdate();
    }
  }

  /// @param points whose readings came late
  record LateHour(Instant hour, List<Integer> points) {}

  /// Takes the notes of the oldest hour with late readings away. What is noted meanwhile stays.
  static Optional<LateHour> takeLate(Connection transaction) throws SQLException {
    String delete =
        "WITH gone AS (DELETE FROM telemetry.late WHERE hour = (SELECT min(hour) FROM"
            + " telemetry.late) RETURNING hour, point_id) SELECT DISTINCT hour, point_id FROM gone";
    try (PreparedStatement statement = transaction.prepareStatement(delete);
        ResultSet row = statement.executeQuery()) {
      Instant hour = null;
      List<Integer> points = new ArrayList<>();
      while (row.next()) {
        hour = Times.get(row, 1);
        points.add(row.getInt(2));
      }
      return hour == null ? Optional.empty() : Optional.of(new LateHour(hour, points));
    }
  }

  private static String of(@Nullable Array points) {
    return points == null ? "" : " AND point_id = ANY (?)";
  }
}
