package org.khue.cloud.platform.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Where gateways stand: the table `platform.machine`. What a gateway sent belongs to its unit.
public final class Machines {
  private Machines() {}

  /// Notes a gateway that was heard of; one that is known keeps its unit.
  public static void meet(Connection transaction, String gateway, UUID unit) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.machine (id, unit_id) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      statement.setString(1, gateway);
      statement.setObject(2, unit);
      statement.executeUpdate();
    }
  }

  /// Puts a gateway, known or not, into a unit.
  public static void place(Connection transaction, String gateway, UUID unit) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.machine (id, unit_id) VALUES (?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id")) {
      statement.setString(1, gateway);
      statement.setObject(2, unit);
      statement.executeUpdate();
    }
  }

  /// The unit of each gateway that was heard of and stands within the scope of the right in use.
  public static Map<String, UUID> within(Connection connection) throws SQLException {
    return units(
        connection,
        "SELECT id, unit_id FROM platform.machine WHERE (SELECT platform.sees_all())"
            + " OR unit_id IN (SELECT platform.visible_units())");
  }

  /// The unit of every gateway that was heard of.
  public static Map<String, UUID> all(Connection connection) throws SQLException {
    return units(connection, "SELECT id, unit_id FROM platform.machine");
  }

  private static Map<String, UUID> units(Connection connection, String sql) throws SQLException {
    Map<String, UUID> units = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        units.put(row.getString(1), Objects.requireNonNull(row.getObject(2, UUID.class)));
      }
    }
    return units;
  }

  /// Waits until nobody else places that gateway.
  public static void lock(Connection transaction, String gateway) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT 1 FROM platform.machine WHERE id = ? FOR UPDATE")) {
      statement.setString(1, gateway);
      statement.executeQuery().close();
    }
  }

  /// Where a gateway stands; empty for one that was never heard of.
  public static Optional<UUID> unit(Connection connection, String gateway) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT unit_id FROM platform.machine WHERE id = ?")) {
      statement.setString(1, gateway);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }
}
