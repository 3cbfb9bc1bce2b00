package org.khue.cloud.fleet.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `fleet.certificate`.
final class IssuedStore {
  private static final String COLUMNS =
      "SELECT serial, gateway, not_before, not_after, content, revoked_at, reason"
          + " FROM fleet.certificate";

  private IssuedStore() {}

  static void insert(Connection transaction, Issued issued, byte[] keyHash) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO fleet.certificate (serial, gateway, key_hash, not_before, not_after,"
                + " content) VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, issued.serial());
      statement.setString(2, issued.gateway());
      statement.setBytes(3, keyHash);
      Times.set(statement, 4, issued.notBefore());
      Times.set(statement, 5, issued.notAfter());
      statement.setBytes(6, issued.content());
      statement.executeUpdate();
    }
  }

  /// Keeps other transactions away from a gateway's certificates until this one ends.
  static void lock(Connection transaction, String gateway) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtextextended('certificate ' || ?, 0))")) {
      statement.setString(1, gateway);
      statement.execute();
    }
  }

  static Optional<Issued> bySerial(Connection connection, String serial) throws SQLException {
    return list(connection, COLUMNS + " WHERE serial = ?", serial).stream().findFirst();
  }

  static Optional<Issued> byKey(Connection connection, String gateway, byte[] keyHash)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + " WHERE gateway = ? AND key_hash = ?")) {
      statement.setString(1, gateway);
      statement.setBytes(2, keyHash);
      return read(statement).stream().findFirst();
    }
  }

  /// Those of a gateway, the newest first.
  static List<Issued> of(Connection connection, String gateway) throws SQLException {
    return list(
        connection, COLUMNS + " WHERE gateway = ? ORDER BY not_after DESC, serial", gateway);
  }

  /// Of each gateway the one that holds longest, revoked or not, by gateway.
  static List<Issued> newest(Connection connection) throws SQLException {
    return list(
        connection,
        COLUMNS.replace("SELECT", "SELECT DISTINCT ON (gateway)")
            + " ORDER BY gateway, (revoked_at IS NOT NULL), not_after DESC, serial",
        null);
  }

  /// Those that end after that moment.
  static List<Issued> after(Connection connection, Instant end) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + " WHERE not_after > ?")) {
      Times.set(statement, 1, end);
      return read(statement);
    }
  }

  /// Revokes what holds of a gateway's, but one.
  ///
  /// @param except serial number; empty for none
  /// @return those revoked
  static List<Issued> revoke(
      Connection transaction, String gateway, String except, String reason, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.certificate SET revoked_at = ?, reason = ? WHERE gateway = ?"
                + " AND serial <> ? AND revoked_at IS NULL RETURNING serial, gateway, not_before,"
                + " not_after, content, revoked_at, reason")) {
      Times.set(statement, 1, now);
      statement.setString(2, reason);
      statement.setString(3, gateway);
      statement.setString(4, except);
      return read(statement);
    }
  }

  private static List<Issued> list(Connection connection, String sql, @Nullable String argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (argument != null) {
        statement.setString(1, argument);
      }
      return read(statement);
    }
  }

  private static List<Issued> read(PreparedStatement statement) throws SQLException {
    List<Issued> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new Issued(
                row.getString(1),
                row.getString(2),
                Times.get(row, 3),
                Times.get(row, 4),
                row.getBytes(5),
                Times.getOrNull(row, 6),
                row.getString(7)));
      }
    }
    return found;
  }
}
