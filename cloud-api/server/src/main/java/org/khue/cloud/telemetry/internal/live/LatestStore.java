package org.khue.cloud.telemetry.internal.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.internal.Dictionary;
import org.khue.cloud.telemetry.internal.Flags;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.cloud.telemetry.internal.PointRef;

/// The rows of `telemetry.latest`.
@Singleton
public final class LatestStore {
  /// @param micros µs UTC
  /// @param reason 0 for none
  record Row(int pointId, long micros, double value, short flags, short reason) {}

  private final DataSource source;
  private final Dictionary dictionary;

  LatestStore(Database database, Dictionary dictionary) {
    this.source = database.systemSource();
    this.dictionary = dictionary;
  }

  LiveValue value(PointRef point, Row row) {
    return new LiveValue(
        point.device.gateway,
        point.device.device,
        point.point,
        row.value,
        point.unit,
        Flags.quality(row.flags),
        dictionary.reasonOf(row.reason),
        Micros.instant(row.micros),
        Flags.simulated(row.flags));
  }

  void save(Collection<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String upsert =
        "INSERT INTO telemetry.latest (point_id, time, value, flags, reason)"
            + " SELECT r.point_id, timestamptz '1970-01-01 00:00Z' + r.micros * interval '1"
            + " microsecond', r.value, r.flags, nullif(r.reason, 0)"
            + " FROM unnest(?::int[], ?::bigint[], ?::float8[], ?::smallint[], ?::smallint[])"
            + " AS r (point_id, micros, value, flags, reason) ORDER BY 1"
            + " ON CONFLICT (point_id) DO UPDATE SET time = excluded.time, value ="
            + " excluded.value, flags = excluded.flags, reason = excluded.reason";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setArray(1, array(connection, "int4", rows.stream().map(Row::pointId).toArray()));
      statement.setArray(2, array(connection, "int8", rows.stream().map(Row::micros).toArray()));
      statement.setArray(3, array(connection, "float8", rows.stream().map(Row::value).toArray()));
      statement.setArray(4, array(connection, "int2", rows.stream().map(Row::flags).toArray()));
      statement.setArray(5, array(connection, "int2", rows.stream().map(Row::reason).toArray()));
      statement.executeUpdate();
    }
  }

  /// The newest value of every point: what was saved last, and the rows of the minutes since.
  List<LiveValue> load() throws SQLException {
    String select =
        "WITH since AS (SELECT least(coalesce(max(time), '-infinity'), now()) - interval '2 minutes' AS time FROM"
            + " telemetry.latest), newest AS (SELECT * FROM telemetry.latest UNION ALL SELECT"
            + " r.point_id, r.time, r.value, r.flags, r.reason FROM telemetry.reading r, since"
            + " WHERE r.time > since.time) SELECT DISTINCT ON (d.gateway, d.device, p.point)"
            + " d.gateway, d.device, p.point, n.value, p.unit, n.flags, n.reason, n.time"
            + " FROM newest n JOIN telemetry.point p ON p.id = n.point_id JOIN telemetry.device d"
            + " ON d.id = p.device_id ORDER BY d.gateway, d.device, p.point, n.time DESC";
    List<LiveValue> values = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        short flags = row.getShort(6);
        values.add(
            new LiveValue(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getDouble(4),
                row.getString(5),
                Flags.quality(flags),
                dictionary.reasonOf(row.getShort(7)),
                row.getObject(8, java.time.OffsetDateTime.class).toInstant(),
                Flags.simulated(flags)));
      }
    }
    return values;
  }

  private static java.sql.Array array(Connection connection, String type, Object[] values)
      throws SQLException {
    return connection.createArrayOf(type, values);
  }
}
