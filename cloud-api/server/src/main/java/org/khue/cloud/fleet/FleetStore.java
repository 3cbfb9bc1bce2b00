package org.khue.cloud.fleet;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;
import org.khue.contract.Inventory;

/// Reads the schema `fleet`.
final class FleetStore {
  private static final String ROOMS =
      "SELECT id, room, room_name, room_kind, simulated, first_seen FROM fleet.gateway"
          + " WHERE ?::text IS NULL OR id = ? ORDER BY id";
  private static final String DEVICES =
      """
      SELECT d.gateway, d.id, d.name, d.profile, d.kind, d.wire, d.points, d.first_seen,
             s.state, s.reason, s.next, s.at, d.commands
      FROM fleet.device d LEFT JOIN fleet.device_state s ON s.gateway = d.gateway AND s.device = d.id
      WHERE d.removed_at IS NULL AND (?::text IS NULL OR d.gateway = ?)
      ORDER BY d.gateway, d.position
      """;
  private static final String FITTINGS =
      "SELECT id, name, profile, kind, first_seen, removed_at FROM fleet.device"
          + " WHERE gateway = ? ORDER BY id";
  private static final String ALARMS =
      "SELECT gateway, alarm, device, severity, message, action, procedure, raised_at,"
          + " acknowledged_at FROM fleet.alarm ORDER BY raised_at, gateway, alarm";
  private static final String HAPPENINGS =
      "SELECT device, kind, details, at FROM fleet.happening WHERE gateway = ?"
          + " AND (? = '' OR device = ?) ORDER BY at DESC, id DESC LIMIT ?";
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Inventory.Point>> POINTS = new TypeReference<>() {};
  private static final TypeReference<List<Inventory.Order>> ORDERS = new TypeReference<>() {};
  private static final TypeReference<TreeMap<String, Object>> DETAILS = new TypeReference<>() {};

  private final DataSource source;

  FleetStore(DataSource source) {
    this.source = source;
  }

  List<Room> rooms(@Nullable String gateway) {
    try (Connection connection = source.getConnection()) {
      Map<String, List<Device>> devices = devices(connection, gateway);
      List<Room> rooms = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(ROOMS)) {
        statement.setString(1, gateway);
        statement.setString(2, gateway);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            String id = row.getString(1);
            rooms.add(
                new Room(
                    id,
                    row.getString(2),
                    Json.read(row.getString(3), TEXTS),
                    row.getString(4),
                    row.getBoolean(5),
                    Times.get(row, 6),
                    List.copyOf(devices.getOrDefault(id, List.of()))));
          }
        }
      }
      return rooms;
    } catch (SQLException e) {
      throw new DatabaseException("reading the rooms", e);
    }
  }

  List<Fitting> fittings(String gateway) {
    List<Fitting> fittings = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(FITTINGS)) {
      statement.setString(1, gateway);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          fittings.add(
              new Fitting(
                  gateway,
                  row.getString(1),
                  Json.read(row.getString(2), TEXTS),
                  row.getString(3),
                  row.getString(4),
                  Times.get(row, 5),
                  Times.getOrNull(row, 6)));
        }
      }
      return fittings;
    } catch (SQLException e) {
      throw new DatabaseException("reading the devices of " + gateway, e);
    }
  }

  Set<String> gateways() {
    Set<String> gateways = new HashSet<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT id FROM fleet.gateway");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        gateways.add(row.getString(1));
      }
      return gateways;
    } catch (SQLException e) {
      throw new DatabaseException("reading the gateways", e);
    }
  }

  private static Map<String, List<Device>> devices(Connection connection, @Nullable String gateway)
      throws SQLException {
    Map<String, List<Device>> devices = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(DEVICES)) {
      statement.setString(1, gateway);
      statement.setString(2, gateway);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          devices.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(device(row));
        }
      }
    }
    return devices;
  }

  private static Device device(ResultSet row) throws SQLException {
    String phase = row.getString(9);
    DeviceState state =
        phase == null
            ? DeviceState.UNKNOWN
            : new DeviceState(
                DeviceState.Phase.ofName(phase),
                Objects.requireNonNull(row.getString(10)),
                Json.read(Objects.requireNonNull(row.getString(11)), TEXTS),
                Times.get(row, 12));
    return new Device(
        row.getString(1),
        row.getString(2),
        Json.read(row.getString(3), TEXTS),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Json.read(row.getString(7), POINTS),
        Json.read(row.getString(13), ORDERS),
        Times.get(row, 8),
        state);
  }

  boolean anySimulated() {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT 1 FROM fleet.gateway WHERE simulated LIMIT 1");
        ResultSet row = statement.executeQuery()) {
      return row.next();
    } catch (SQLException e) {
      throw new DatabaseException("asking whether rooms are simulated", e);
    }
  }

  List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(ALARMS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        alarms.add(
            new Alarm(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Json.read(row.getString(5), TEXTS),
                Json.read(row.getString(6), TEXTS),
                Json.read(row.getString(7), TEXTS),
                Times.get(row, 8),
                row.getObject(9) == null ? null : Times.get(row, 9)));
      }
      return alarms;
    } catch (SQLException e) {
      throw new DatabaseException("reading the alarms", e);
    }
  }

  List<Happening> happenings(String gateway, String device, int limit) {
    List<Happening> happenings = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(HAPPENINGS)) {
      statement.setString(1, gateway);
      statement.setString(2, device);
      statement.setString(3, device);
      statement.setInt(4, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Map<String, Object> details = Json.read(row.getString(3), DETAILS);
          happenings.add(
              new Happening(row.getString(1), row.getString(2), details, Times.get(row, 4)));
        }
      }
      return happenings;
    } catch (SQLException e) {
      throw new DatabaseException("reading the events of " + gateway, e);
    }
  }

  /// Deletes what happened before that moment.
  static long forget(Connection transaction, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM fleet.happening WHERE at < ?")) {
      Times.set(statement, 1, before);
      return statement.executeUpdate();
    }
  }
}
