package org.khue.cloud.telemetry.internal.query;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// Reads `telemetry.device_minute`.
@Singleton
public final class CoverageStore {
  private final DataSource source;

  CoverageStore(Database database) {
    this.source = database.source();
  }

  /// Minutes with a value of each device that was ever heard, ordered by device.
  public Map<String, Long> minutes(String gateway, Instant from, Instant to) {
    String select =
        "SELECT d.device, count(m.minute) FROM telemetry.device d LEFT JOIN telemetry.device_minute"
            + " m ON m.device_id = d.id AND m.minute >= ? AND m.minute < ? WHERE d.gateway = ?"
            + " GROUP BY d.device ORDER BY d.device";
    Map<String, Long> minutes = new LinkedHashMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      Times.set(statement, 1, from);
      Times.set(statement, 2, to);
      statement.setString(3, gateway);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          minutes.put(Objects.requireNonNull(row.getString(1)), row.getLong(2));
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("reading the coverage of " + gateway, e);
    }
    return minutes;
  }

  /// The minutes with a value of each device that was heard; bit 0 is that of `from`.
  public Map<String, BitSet> heard(String gateway, Instant from, Instant to) {
    String select =
        "SELECT d.device, (extract(epoch FROM m.minute - ?) / 60)::int FROM telemetry.device d"
            + " JOIN telemetry.device_minute m ON m.device_id = d.id"
            + " WHERE d.gateway = ? AND m.minute >= ? AND m.minute < ?";
    Map<String, BitSet> heard = new LinkedHashMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      Times.set(statement, 1, from);
      statement.setString(2, gateway);
      Times.set(statement, 3, from);
      Times.set(statement, 4, to);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          heard
              .computeIfAbsent(Objects.requireNonNull(row.getString(1)), device -> new BitSet())
              .set(row.getInt(2));
        }
      }
      return heard;
    } catch (SQLException e) {
      throw new DatabaseException("reading in which minutes " + gateway + " was heard", e);
    }
  }

  /// The end of the newest minute with a value that began before a moment, cut at that moment.
  public Optional<Instant> lastEnd(String gateway, Instant before) {
    String select =
        "SELECT max(newest.minute) FROM telemetry.device d, LATERAL (SELECT m.minute"
            + " FROM telemetry.device_minute m WHERE m.device_id = d.id AND m.minute < ?"
            + " ORDER BY m.minute DESC LIMIT 1) AS newest WHERE d.gateway = ?";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      Times.set(statement, 1, before);
      statement.setString(2, gateway);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(Times.getOrNull(row, 1))
            .map(minute -> minute.plusSeconds(60))
            .map(end -> end.isBefore(before) ? end : before);
      }
    } catch (SQLException e) {
      throw new DatabaseException("reading when " + gateway + " was heard last", e);
    }
  }
}
