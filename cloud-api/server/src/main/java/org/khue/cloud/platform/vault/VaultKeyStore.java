package org.khue.cloud.platform.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The wrapped keys.
final class VaultKeyStore {
  private VaultKeyStore() {}

  static void insert(Connection transaction, UUID subject, byte[] wrapped) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.vault_key (subject, wrapped) VALUES (?, ?)")) {
      statement.setObject(1, subject);
      statement.setBytes(2, wrapped);
      statement.executeUpdate();
    }
  }

  static Map<UUID, byte[]> find(Connection connection, Collection<UUID> subjects)
      throws SQLException {
    Map<UUID, byte[]> wrapped = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT subject, wrapped FROM platform.vault_key WHERE subject = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("uuid", subjects.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          wrapped.put(row.getObject(1, UUID.class), row.getBytes(2));
        }
      }
    }
    return wrapped;
  }

  /// Some key, to try the master key on; empty where there is none.
  static Map<UUID, byte[]> any(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT subject, wrapped FROM platform.vault_key ORDER BY subject DESC LIMIT 1");
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Map.of(row.getObject(1, UUID.class), row.getBytes(2)) : Map.of();
    }
  }

  static boolean delete(Connection transaction, UUID subject) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM platform.vault_key WHERE subject = ?")) {
      statement.setObject(1, subject);
      return statement.executeUpdate() == 1;
    }
  }
}
