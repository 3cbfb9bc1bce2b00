package org.khue.cloud.telemetry.internal.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.internal.Flags;
import org.khue.cloud.telemetry.internal.Micros;

/// Reads `telemetry.reading` and `telemetry.device_minute`.
@Singleton
final class HistoryStore implements TelemetryQuery {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String POINTS =
      "SELECT p.id FROM telemetry.point p JOIN telemetry.device d ON d.id = p.device_id"
          + " WHERE d.gateway = ? AND d.device = ? AND p.point = ?";

  private final DataSource source;
  private final Clock clock;

  HistoryStore(Database database, Clock clock) {
    this.source = database.source();
    this.clock = clock;
  }

  @Override
  public List<Bucket> history(
      String gateway, String device, String point, Instant from, Instant to, int maxPoints) {
    if (maxPoints < 1 || maxPoints > MAX_POINTS || !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a history has 1 to " + MAX_POINTS + " buckets and begins before it ends");
    }
    long step = Math.ceilDiv(Micros.of(to) - Micros.of(from), maxPoints);
    String select =
        "SELECT date_bin(? * interval '1 microsecond', time, ?) AS start,"
            + " count(*) FILTER (WHERE good), count(*) FILTER (WHERE NOT good),"
            + " min(value) FILTER (WHERE good), max(value) FILTER (WHERE good),"
            + " avg(value) FILTER (WHERE good) FROM (SELECT time, value, (flags & 3) <> 2 AND value"
            + " <> 'NaN' AS good FROM telemetry.reading WHERE point_id = ANY (?) AND time >= ? AND"
            + " time < ?) GROUP BY 1 ORDER BY 1";
    List<Bucket> buckets = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, step);
      statement.setObject(2, time(from));
      statement.setArray(3, points(connection, gateway, device, point));
      statement.setObject(4, time(from));
      statement.setObject(5, time(to));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          boolean any = row.getLong(2) > 0;
          buckets.add(
              new Bucket(
                  row.getObject(1, OffsetDateTime.class).toInstant(),
                  row.getLong(2),
                  row.getLong(3),
                  any ? row.getDouble(4) : Double.NaN,
                  any ? row.getDouble(5) : Double.NaN,
                  any ? row.getDouble(6) : Double.NaN));
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("reading the history of " + device + "/" + point, e);
    }
    return buckets;
  }

  @Override
  public List<Coverage> coverage(String gateway, Instant from, Instant to) {
    Instant now = clock.instant();
    Instant first = from.truncatedTo(ChronoUnit.MINUTES);
    Instant end = to.isBefore(now) ? to : now;
    long minutes = Math.max(0, Math.ceilDiv(Duration.between(first, end).toSeconds(), 60L));
    String select =
        "SELECT d.device, count(m.minute) FROM telemetry.device d LEFT JOIN telemetry.device_minute"
            + " m ON m.device_id = d.id AND m.minute >= ? AND m.minute < ? WHERE d.gateway = ?"
            + " GROUP BY d.device ORDER BY d.device";
    List<Coverage> coverage = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setObject(1, time(first));
      statement.setObject(2, time(end));
      statement.setString(3, gateway);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          coverage.add(new Coverage(row.getString(1), row.getLong(2), minutes));
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("reading the coverage of " + gateway, e);
    }
    return coverage;
  }

  @Override
  public void csv(
      String gateway, String device, String point, Instant from, Instant to, Appendable out)
      throws IOException {
    String select =
        "SELECT r.time, r.value, p.unit, r.flags, n.text FROM telemetry.reading r JOIN"
            + " telemetry.point p ON p.id = r.point_id LEFT JOIN telemetry.reason n ON n.id ="
            + " r.reason WHERE r.point_id = ANY (?) AND r.time >= ? AND r.time < ? ORDER BY r.time";
    out.append("time,value,unit,quality,reason,simulated\r\n");
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false); // else the driver fetches all rows at once
      try (PreparedStatement statement = connection.prepareStatement(select)) {
        statement.setFetchSize(ROWS_AT_ONCE);
        statement.setArray(1, points(connection, gateway, device, point));
        statement.setObject(2, time(from));
        statement.setObject(3, time(to));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            line(row, out);
          }
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new DatabaseException("exporting " + device + "/" + point, e);
    }
  }

  private static void line(ResultSet row, Appendable out) throws SQLException, IOException {
    short flags = row.getShort(4);
    double value = row.getDouble(2);
    String reason = row.getString(5);
    out.append(row.getObject(1, OffsetDateTime.class).toInstant().toString())
        .append(',')
        .append(Double.isNaN(value) ? "" : Double.toString(value))
        .append(',')
        .append(field(row.getString(3)))
        .append(',')
        .append(Flags.quality(flags).name().toLowerCase(Locale.ROOT))
        .append(',')
        .append(reason == null ? "" : field(reason))
        .append(',')
        .append(Boolean.toString(Flags.simulated(flags)))
        .append("\r\n");
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static Array points(Connection connection, String gateway, String device, String point)
      throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(POINTS)) {
      statement.setString(1, gateway);
      statement.setString(2, device);
      statement.setString(3, point);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getInt(1));
        }
      }
    }
    return connection.createArrayOf("int4", ids.toArray());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
