package org.khue.cloud.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `fleet.placement`.
final class PlacementStore {
  private static final String NOW =
      "SELECT gateway, unit_id, room, valid_from, number FROM fleet.placement"
          + " WHERE valid_to IS NULL AND (?::text IS NULL OR gateway = ?)";
  private static final String STAYS =
      "SELECT gateway, valid_from, valid_to FROM fleet.placement WHERE room = ?"
          + " ORDER BY valid_from";
  private static final String STANDS =
      "SELECT gateway, unit_id, room, valid_from, valid_to FROM fleet.placement"
          + " WHERE room IS NOT NULL AND valid_from < ? AND (valid_to IS NULL OR valid_to > ?)"
          + " ORDER BY valid_from, gateway";
  private static final String END =
      "UPDATE fleet.placement SET valid_to = greatest(?::timestamptz, valid_from)"
          + " WHERE gateway = ? AND valid_to IS NULL";
  private static final String BEGIN =
      "INSERT INTO fleet.placement (gateway, number, unit_id, room, valid_from)"
          + " VALUES (?, ?, ?, ?, ?)";

  /// What holds now, by gateway.
  ///
  /// @param gateway null for all
  Map<String, Placement> now(Connection connection, @Nullable String gateway) throws SQLException {
    Map<String, Placement> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(NOW)) {
      statement.setString(1, gateway);
      statement.setString(2, gateway);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Placement placement =
              new Placement(
                  row.getString(1),
                  Objects.requireNonNull(row.getObject(2, UUID.class)),
                  row.getObject(3, UUID.class),
                  Times.get(row, 4),
                  row.getInt(5));
          found.put(placement.gateway(), placement);
        }
      }
    }
    return found;
  }

  /// Which gateways stood in a room, the earliest first.
  List<Stay> stays(Connection connection, UUID room) throws SQLException {
    List<Stay> stays = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(STAYS)) {
      statement.setObject(1, room);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stays.add(new Stay(row.getString(1), Times.get(row, 2), Times.getOrNull(row, 3)));
        }
      }
    }
    return stays;
  }

  /// Where gateways stood in rooms at any time of a period.
  List<Stand> stands(Connection connection, Instant from, Instant to) throws SQLException {
    List<Stand> stands = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(STANDS)) {
      Times.set(statement, 1, to);
      Times.set(statement, 2, from);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stands.add(
              new Stand(
                  row.getString(1),
                  Objects.requireNonNull(row.getObject(2, UUID.class)),
                  Objects.requireNonNull(row.getObject(3, UUID.class)),
                  Times.get(row, 4),
                  Times.getOrNull(row, 5)));
        }
      }
    }
    return stands;
  }

  /// Ends what holds.
  void end(Connection transaction, String gateway, Instant at) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(END)) {
      Times.set(statement, 1, at);
      statement.setString(2, gateway);
      statement.executeUpdate();
    }
  }

  void begin(Connection transaction, Placement next, Instant at) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(BEGIN)) {
      statement.setString(1, next.gateway());
      statement.setInt(2, next.version());
      statement.setObject(3, next.unit());
      statement.setObject(4, next.room());
      Times.set(statement, 5, at);
      statement.executeUpdate();
    }
  }
}
