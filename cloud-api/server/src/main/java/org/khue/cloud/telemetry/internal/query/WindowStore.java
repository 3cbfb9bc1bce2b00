package org.khue.cloud.telemetry.internal.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.TelemetryStore.Level;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.TelemetryStore.Window;
import org.khue.cloud.telemetry.internal.rollup.RolledStore;

/// Windows out of minutes and hours where these are made, and out of the readings themselves where
/// they are not, or are to be made anew.
final class WindowStore {
  /// Of so many holes in what is made each is read for itself; more are read as one.
  private static final int MOST_HOLES = 24;

  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private static final String READINGS =
      RolledStore.SUMMARY
          + ", (count(*) FILTER (WHERE "
          + RolledStore.HAS_VALUE
          + ") > 0)::int AS minutes FROM telemetry.reading WHERE point_id = ? AND time >= ? AND"
          + " time < ? GROUP BY 1";

  private WindowStore() {}

  /// What is read, from where.
  private record Source(String select, Span span) {}

  /// @param transaction reads one snapshot (REPEATABLE READ), so that what is made and what is to
  ///   be made anew fit together
  static List<Window> read(
      Connection transaction, int point, Span period, Duration step, Level level)
      throws SQLException {
    List<Source> sources =
        level == Level.RAW
            ? List.of(new Source(raw(step, period.from()), period))
            : sources(transaction, point, period, level);
    if (sources.isEmpty()) {
      return List.of();
    }
    String sql =
        "SELECT date_bin(? * interval '1 microsecond', t, ?) AS start, sum(count), sum(uncertain),"
            + " sum(bad), coalesce(min(min), 'NaN'), coalesce(max(max), 'NaN'), coalesce(sum(sum),"
            + " 0), sum(minutes) FROM ("
            + String.join(" UNION ALL ", sources.stream().map(Source::select).toList())
            + ") s GROUP BY 1 ORDER BY 1";
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setLong(1, step.toNanos() / 1_000);
      Times.set(statement, 2, period.from());
      int next = 3;
      for (Source source : sources) {
        statement.setInt(next++, point);
        Times.set(statement, next++, source.span().from());
        Times.set(statement, next++, source.span().to());
      }
      List<Window> windows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          windows.add(
              new Window(
                  Times.get(row, 1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getDouble(5),
                  row.getDouble(6),
                  row.getDouble(7),
                  row.getLong(8)));
        }
      }
      return windows;
    }
  }

  private static List<Source> sources(Connection transaction, int point, Span period, Level level)
      throws SQLException {
    Spans whole = new Spans(List.of(period)).within(period);
    Spans raw = notMade(transaction, point, period).within(period);
    Spans fine = level == Level.HOUR ? raw.hours().within(period) : whole;
    List<Source> sources = new ArrayList<>();
    for (Span span : whole.without(fine).parts()) {
      sources.add(new Source(made("hour", "minutes"), span));
    }
    for (Span span : fine.without(raw).parts()) {
      sources.add(new Source(made("minute", "(count > 0)::int"), span));
    }
    for (Span span : raw.parts()) {
      sources.add(new Source(raw(Duration.ofMinutes(1), span.from()), span));
    }
    return sources;
  }

  private static String made(String table, String minutes) {
    return "SELECT start AS t, count, uncertain, bad, min, max, sum, %s AS minutes FROM telemetry.%s WHERE point_id = ? AND start >= ? AND start < ?"
        .formatted(minutes, table);
  }

  /// @param origin where the first window begins
  private static String raw(Duration step, Instant origin) {
    return "SELECT date_bin(%d * interval '1 microsecond', time, timestamptz '%s') AS t, "
            .formatted(step.toNanos() / 1_000, origin)
        + READINGS;
  }

  /// Where the readings must be read themselves.
  private static Spans notMade(Connection transaction, int point, Span period) throws SQLException {
    RolledStore.State state = RolledStore.state(transaction);
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(state.until(), FAR));
    String pieces =
        "SELECT since, until FROM telemetry.unrolled WHERE since < ? AND until > ? UNION ALL SELECT"
            + " DISTINCT hour, hour + interval '1 hour' FROM telemetry.late WHERE point_id = ? AND"
            + " hour < ? AND hour > ? AND hour >= ?";
    try (PreparedStatement statement = transaction.prepareStatement(pieces)) {
      Times.set(statement, 1, period.to());
      Times.set(statement, 2, period.from());
      statement.setInt(3, point);
      Times.set(statement, 4, period.to());
      Times.set(statement, 5, period.from().minus(1, ChronoUnit.HOURS));
      // Of older hours the readings are gone: what is made stays the truth until the late ones are
      // added.
      Times.set(statement, 6, state.rawFrom());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          spans.add(new Span(Times.get(row, 1), Times.get(row, 2)));
        }
      }
    }
    return Spans.union(spans).atMost(MOST_HOLES);
  }
}
