package org.khue.cloud.fleet.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `fleet.claim`.
final class ClaimStore {
  private static final String COLUMNS =
      "SELECT id, gateway, unit_id, handle, made_by, made_at, expires_at, wrong, withdrawn_at,"
          + " used_at, serial, secret_hash, pin_hash FROM fleet.claim";

  private ClaimStore() {}

  /// A claim with what opens it.
  ///
  /// @param pinHash of the PIN of its sticker; null for a code from before there were PINs
  record Locked(Claim claim, byte[] secretHash, @Nullable String pinHash) {}

  /// An id that sorts by the time of its making.
  static UUID newId(Connection transaction) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement("SELECT uuidv7()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  static void insert(Connection transaction, Claim claim, byte[] secretHash, String pinHash)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO fleet.claim (id, gateway, unit_id, handle, secret_hash, made_by, made_at,"
                + " expires_at, pin_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setObject(1, claim.id());
      statement.setString(2, claim.gateway());
      statement.setObject(3, claim.unit());
      statement.setString(4, claim.handle());
      statement.setBytes(5, secretHash);
      statement.setString(6, claim.madeBy());
      Times.set(statement, 7, claim.madeAt());
      Times.set(statement, 8, claim.expiresAt());
      statement.setString(9, pinHash);
      statement.executeUpdate();
    }
  }

  /// The claim of a code, held until the transaction ends.
  static Optional<Locked> lock(Connection transaction, String handle) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(COLUMNS + " WHERE handle = ? FOR UPDATE")) {
      statement.setString(1, handle);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Locked(claim(row), row.getBytes(12), row.getString(13)))
            : Optional.empty();
      }
    }
  }

  static Optional<Claim> find(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(claim(row)) : Optional.empty();
      }
    }
  }

  /// The newest, before that id (they are made in the order of time).
  static List<Claim> newest(Connection connection, UUID before, int limit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + " WHERE id < ? ORDER BY id DESC LIMIT ?")) {
      statement.setObject(1, before);
      statement.setInt(2, limit);
      List<Claim> claims = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          claims.add(claim(row));
        }
      }
      return claims;
    }
  }

  static void wrong(Connection transaction, UUID id) throws SQLException {
    update(transaction, "UPDATE fleet.claim SET wrong = wrong + 1 WHERE id = ?", id);
  }

  /// Withdraws the open codes of a gateway but one.
  static void replace(Connection transaction, String gateway, UUID newest, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.claim SET withdrawn_at = ? WHERE gateway = ? AND id <> ?"
                + " AND used_at IS NULL AND withdrawn_at IS NULL")) {
      Times.set(statement, 1, now);
      statement.setString(2, gateway);
      statement.setObject(3, newest);
      statement.executeUpdate();
    }
  }

  static void withdraw(Connection transaction, UUID id, Instant now) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("UPDATE fleet.claim SET withdrawn_at = ? WHERE id = ?")) {
      Times.set(statement, 1, now);
      statement.setObject(2, id);
      statement.executeUpdate();
    }
  }

  static void use(Connection transaction, UUID id, String serial, Instant now) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.claim SET used_at = ?, serial = ? WHERE id = ?")) {
      Times.set(statement, 1, now);
      statement.setString(2, serial);
      statement.setObject(3, id);
      statement.executeUpdate();
    }
  }

  private static void update(Connection transaction, String sql, UUID id) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getString(5),
        Times.get(row, 6),
        Times.get(row, 7),
        row.getInt(8),
        Times.getOrNull(row, 9),
        Times.getOrNull(row, 10),
        row.getString(11));
  }
}
