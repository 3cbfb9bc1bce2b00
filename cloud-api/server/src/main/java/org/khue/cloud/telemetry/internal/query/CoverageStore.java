package org.khue.cloud.telemetry.internal.query;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
}
