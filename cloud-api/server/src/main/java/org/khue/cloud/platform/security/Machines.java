package org.khue.cloud.platform.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
}
