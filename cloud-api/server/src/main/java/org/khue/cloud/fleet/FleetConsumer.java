package org.khue.cloud.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.events.Events;
import org.khue.cloud.platform.events.ModuleEvent;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Reading;
import org.khue.contract.UnknownEntry;

/// Writes the schema `fleet` from inventories, device states, alarms and what else people want to
/// see listed.
final class FleetConsumer implements EventConsumer {
  private static final Set<String> LISTED =
      Set.of(
          EventKind.GATEWAY_STARTED,
          EventKind.DEVICE_STATE,
          EventKind.CARD_TAP,
          EventKind.STATE_CHANGED,
          EventKind.USE_STARTED,
          EventKind.USE_ENDED,
          EventKind.ALARM_RAISED,
          EventKind.ALARM_ACKNOWLEDGED,
          EventKind.ALARM_CLEARED,
          EventKind.ROLL_CALL_STARTED,
          EventKind.ROLL_CALL_ENDED,
          EventKind.COMMAND_ENDED,
          EventKind.INTERLOCK_TRIPPED,
          EventKind.INTERLOCK_RELEASED);

  private static final String GATEWAY =
      """
      INSERT INTO fleet.gateway (id, room, room_name, room_kind, simulated, first_seen, inventory_at)
      VALUES (?, ?, ?::jsonb, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET room = excluded.room, room_name = excluded.room_name,
        room_kind = excluded.room_kind, simulated = excluded.simulated,
        inventory_at = excluded.inventory_at
      RETURNING xmax = 0
      """;
  private static final String REMOVE =
      "UPDATE fleet.device SET removed_at = coalesce(removed_at, ?) WHERE gateway = ?"
          + " AND NOT id = ANY (?)";
  private static final String DEVICE =
      """
      INSERT INTO fleet.device (gateway, id, position, name, profile, kind, wire, points, first_seen,
        commands)
      VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?::jsonb)
      ON CONFLICT (gateway, id) DO UPDATE SET position = excluded.position, name = excluded.name,
        profile = excluded.profile, kind = excluded.kind, wire = excluded.wire,
        points = excluded.points,
        commands = excluded.commands, removed_at = NULL
      """;
  private static final String FORGET =
      "DELETE FROM fleet.happening WHERE gateway = ? AND at < ?::timestamptz - interval '90 days'";
  private static final String STATE =
      """
      INSERT INTO fleet.device_state (gateway, device, state, reason, next, at)
      VALUES (?, ?, ?, ?, ?::jsonb, ?)
      ON CONFLICT (gateway, device) DO UPDATE SET state = excluded.state, reason = excluded.reason,
        next = excluded.next, at = excluded.at
      """;
  private static final String RAISE =
      """
      INSERT INTO fleet.alarm AS a
        (gateway, alarm, device, severity, message, action, procedure, raised_at)
      VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?)
      ON CONFLICT (gateway, alarm) DO UPDATE SET device = excluded.device,
        severity = excluded.severity, message = excluded.message, action = excluded.action,
        procedure = excluded.procedure, raised_at = excluded.raised_at,
        acknowledged_at = CASE WHEN a.raised_at = excluded.raised_at THEN a.acknowledged_at END,
        acknowledged_by = CASE WHEN a.raised_at = excluded.raised_at THEN a.acknowledged_by END
      """;
  private static final String ACKNOWLEDGE =
      "UPDATE fleet.alarm SET acknowledged_at = ?, acknowledged_by = ?"
          + " WHERE gateway = ? AND alarm = ? AND acknowledged_at IS NULL";
  private static final String CLEAR = "DELETE FROM fleet.alarm WHERE gateway = ? AND alarm = ?";
  private static final String HAPPENING =
      "INSERT INTO fleet.happening (gateway, device, kind, details, at)"
          + " VALUES (?, ?, ?, ?::jsonb, ?)";

  /// A gateway sent its first inventory; the key is its id.
  static final String MET = "fleet.gateway-met";

  private final Events events;
  private final UUID firstUnit;

  /// @param firstUnit where a gateway stands that was never heard of before
  FleetConsumer(Events events, UUID firstUnit) {
    this.events = events;
    this.firstUnit = firstUnit;
  }

  @Override
  public String name() {
    return "fleet";
  }

  @Override
  public void accept(Connection transaction, String gateway, List<Entry> entries)
      throws SQLException {
    for (Entry entry : entries) {
      switch (entry) {
        case Inventory inventory -> replace(transaction, gateway, inventory);
        case Event event -> take(transaction, gateway, event);
        case Reading _, Gap _, UnknownEntry _ -> {}
      }
    }
  }

  private void replace(Connection transaction, String gateway, Inventory inventory)
      throws SQLException {
    Instant at = Times.ofMicros(inventory.at().wallMicros());
    Inventory.Room room = inventory.room();
    Machines.meet(transaction, gateway, firstUnit);
    try (PreparedStatement statement = transaction.prepareStatement(GATEWAY)) {
      statement.setString(1, gateway);
      statement.setString(2, room.id());
      statement.setString(3, Json.write(room.name()));
      statement.setString(4, room.kind());
      statement.setBoolean(5, inventory.simulated());
      Times.set(statement, 6, at);
      Times.set(statement, 7, at);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next() && row.getBoolean(1)) {
          events.publish(transaction, new ModuleEvent(MET, gateway, firstUnit, Map.of()));
        }
      }
    }
    try (PreparedStatement statement = transaction.prepareStatement(REMOVE)) {
      Times.set(statement, 1, at);
      statement.setString(2, gateway);
      Object[] present = inventory.devices().stream().map(Inventory.Device::id).toArray();
      statement.setArray(3, transaction.createArrayOf("text", present));
      statement.executeUpdate();
    }
    try (PreparedStatement statement = transaction.prepareStatement(DEVICE)) {
      int position = 0;
      for (Inventory.Device device : inventory.devices()) {
        statement.setString(1, gateway);
        statement.setString(2, device.id());
        statement.setInt(3, position++);
        statement.setString(4, Json.write(device.name()));
        statement.setString(5, device.profile());
        statement.setString(6, device.kind());
        statement.setString(7, device.wire());
        statement.setString(8, Json.write(device.points()));
        Times.set(statement, 9, at);
        statement.setString(10, Json.write(device.commands()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
    try (PreparedStatement statement = transaction.prepareStatement(FORGET)) {
      statement.setString(1, gateway);
      Times.set(statement, 2, at);
      statement.executeUpdate();
    }
  }

  private static void take(Connection transaction, String gateway, Event event)
      throws SQLException {
    Instant at = Times.ofMicros(event.at().wallMicros());
    Map<String, Object> details = event.details();
    switch (event.kind()) {
      case EventKind.DEVICE_STATE -> {
        try (PreparedStatement statement = transaction.prepareStatement(STATE)) {
          statement.setString(1, gateway);
          statement.setString(2, event.device());
          statement.setString(3, text(details, "to"));
          statement.setString(4, text(details, "reason"));
          statement.setString(5, Json.write(byLanguage(details.get("next"))));
          Times.set(statement, 6, at);
          statement.executeUpdate();
        }
      }
      case EventKind.ALARM_RAISED -> {
        try (PreparedStatement statement = transaction.prepareStatement(RAISE)) {
          statement.setString(1, gateway);
          statement.setString(2, text(details, "alarm"));
          statement.setString(3, event.device());
          statement.setString(4, text(details, "severity"));
          statement.setString(5, Json.write(byLanguage(details.get("message"))));
          statement.setString(6, Json.write(byLanguage(details.get("action"))));
          statement.setString(7, Json.write(byLanguage(details.get("procedure"))));
          Times.set(statement, 8, at);
          statement.executeUpdate();
        }
      }
      case EventKind.ALARM_ACKNOWLEDGED -> {
        try (PreparedStatement statement = transaction.prepareStatement(ACKNOWLEDGE)) {
          Times.set(statement, 1, at);
          statement.setString(2, text(details, "by"));
          statement.setString(3, gateway);
          statement.setString(4, text(details, "alarm"));
          statement.executeUpdate();
        }
      }
      case EventKind.ALARM_CLEARED -> {
        try (PreparedStatement statement = transaction.prepareStatement(CLEAR)) {
          statement.setString(1, gateway);
          statement.setString(2, text(details, "alarm"));
          statement.executeUpdate();
        }
      }
      default -> {
        // Only listed, below.
      }
    }
    if (LISTED.contains(event.kind())) {
      try (PreparedStatement statement = transaction.prepareStatement(HAPPENING)) {
        statement.setString(1, gateway);
        statement.setString(2, event.device());
        statement.setString(3, event.kind());
        statement.setString(4, Json.write(details));
        Times.set(statement, 5, at);
        statement.executeUpdate();
      }
    }
  }

  /// A text by language; a plain text stands for every language.
  private static Object byLanguage(@Nullable Object text) {
    return switch (text) {
      case null -> Map.of();
      case Map<?, ?> texts -> texts;
      case Object plain -> plain.toString().isEmpty() ? Map.of() : Map.of("", plain.toString());
    };
  }

  private static String text(Map<String, Object> details, String key) {
    Object value = details.get(key);
    return value == null ? "" : value.toString();
  }
}
