package org.khue.cloud.telemetry.internal;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;

/// The short numbers of devices, points and reasons, in memory and in the database. New ones are
/// committed at once, before the rows that use them; one that stays unused does no harm.
@Singleton
public final class Dictionary {
  /// More points than any room has: a gateway beyond it sends names that it makes up.
  public static final int MOST_POINTS_A_GATEWAY = 20_000;

  /// Reasons are codes, not messages; beyond this many they all become `other`.
  static final int MOST_REASONS = 1_000;

  private static final String OTHER = "other";

  private final DataSource source;
  private final Map<String, Gateway> gateways = new ConcurrentHashMap<>();
  private final Map<String, Short> reasonIds = new ConcurrentHashMap<>();
  private final Map<Short, String> reasons = new ConcurrentHashMap<>();

  /// The devices of one gateway, read by its lane and by queries.
  private static final class Gateway {
    final Map<String, Device> devices = new ConcurrentHashMap<>();
    final AtomicInteger points = new AtomicInteger();
  }

  private static final class Device {
    final PointRef.DeviceRef ref;
    final Map<String, PointRef> points = new ConcurrentHashMap<>();
    final Map<String, PointRef> otherUnits = new HashMap<>();

    Device(PointRef.DeviceRef ref) {
      this.ref = ref;
    }
  }

  public Dictionary(Database database) throws SQLException {
    source = database.ingestSource();
    load();
  }

  /// The point if it is known. Called by the gateway's lane only.
  public @Nullable PointRef known(String gateway, String device, String point, String unit) {
    Gateway its = gateways.get(gateway);
    Device found = its == null ? null : its.devices.get(device);
    PointRef ref = found == null ? null : found.points.get(point);
    return ref != null && ref.unit.equals(unit) ? ref : null;
  }

  /// The point, made known if it is new; null if the gateway has too many. Called by the gateway's
  /// lane only.
  ///
  /// @throws SQLException if a new point could not be committed
  public @Nullable PointRef point(String gateway, String device, String point, String unit)
      throws SQLException {
    Gateway known = gateways.computeIfAbsent(gateway, id -> new Gateway());
    Device its = known.devices.get(device);
    PointRef found = its == null ? null : its.points.get(point);
    if (found != null && found.unit.equals(unit)) {
      return found;
    }
    return add(known, its, gateway, device, point, unit);
  }

  /// The number of a reason; 0 for none.
  public short reason(@Nullable String reason) throws SQLException {
    if (reason == null) {
      return 0;
    }
    Short known = reasonIds.get(reason);
    if (known != null) {
      return known;
    }
    String kept = reasonIds.size() >= MOST_REASONS ? OTHER : reason;
    Short other = reasonIds.get(kept);
    if (other != null) {
      return other;
    }
    short id =
        (short)
            insert(
                "INSERT INTO telemetry.reason (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET"
                    + " text = excluded.text RETURNING id",
                kept);
    reasonIds.put(kept, id);
    reasons.put(id, kept);
    return id;
  }

  /// The reason of that number; null for 0.
  public @Nullable String reasonOf(short id) {
    return id == 0 ? null : reasons.getOrDefault(id, OTHER);
  }

  private @Nullable PointRef add(
      Gateway gateway,
      @Nullable Device known,
      String gatewayId,
      String device,
      String point,
      String unit)
      throws SQLException {
    if (known != null) {
      PointRef other = known.otherUnits.get(point + '\n' + unit);
      if (other != null) {
        return other;
      }
    }
    if (gateway.points.get() >= MOST_POINTS_A_GATEWAY) {
      return null;
    }
    Device its = known;
    if (its == null) {
      int id =
          insert(
              "INSERT INTO telemetry.device (gateway, device) VALUES (?, ?) ON CONFLICT (gateway,"
                  + " device) DO UPDATE SET device = excluded.device RETURNING id",
              gatewayId,
              device);
      its = new Device(new PointRef.DeviceRef(id, gatewayId, device));
      gateway.devices.put(device, its);
    }
    int id =
        insert(
            "INSERT INTO telemetry.point (device_id, point, unit) VALUES (?, ?, ?) ON CONFLICT"
                + " (device_id, point, unit) DO UPDATE SET unit = excluded.unit RETURNING id",
            its.ref.id,
            point,
            unit);
    PointRef made = new PointRef(id, its.ref, point, unit);
    put(gateway, its, made);
    return made;
  }

  private static void put(Gateway gateway, Device device, PointRef point) {
    gateway.points.incrementAndGet();
    if (device.points.putIfAbsent(point.point, point) != null) {
      device.otherUnits.put(point.point + '\n' + point.unit, point);
    }
  }

  private int insert(String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void load() throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT id, text FROM telemetry.reason")) {
        while (row.next()) {
          reasonIds.put(row.getString(2), row.getShort(1));
          reasons.put(row.getShort(1), row.getString(2));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT p.id, d.id, d.gateway, d.device, p.point, p.unit FROM telemetry.point p"
                  + " JOIN telemetry.device d ON d.id = p.device_id ORDER BY p.id")) {
        while (row.next()) {
          String gatewayId = row.getString(3);
          Gateway gateway = gateways.computeIfAbsent(gatewayId, id -> new Gateway());
          int deviceId = row.getInt(2);
          String name = row.getString(4);
          Device device =
              gateway.devices.computeIfAbsent(
                  name, id -> new Device(new PointRef.DeviceRef(deviceId, gatewayId, id)));
          put(
              gateway,
              device,
              new PointRef(row.getInt(1), device.ref, row.getString(5), row.getString(6)));
        }
      }
    }
  }
}
