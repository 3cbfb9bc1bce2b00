package org.khue.cloud.identity.internal.second;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.db.Sql;

/// The tables `identity.totp` and `identity.recovery_code`.
final class SecondFactorStore {
  private final Sql sql;

  SecondFactorStore(DataSource system) {
    sql = new Sql(system);
  }

  /// @param confirmed whether it is in use; before that it is only offered
  record Secret(byte[] bytes, boolean confirmed) {}

  Optional<Secret> secret(UUID account) {
    return sql.one(
        "looking a second factor up",
        "SELECT secret, confirmed_at IS NOT NULL FROM identity.totp WHERE account_id = ?",
        row -> new Secret(row.getBytes(1), row.getBoolean(2)),
        account);
  }

  /// Offers a secret where none is in use.
  void offer(UUID account, byte[] secret) {
    sql.change(
        "offering a second factor",
        "INSERT INTO identity.totp (account_id, secret) VALUES (?, ?)"
            + " ON CONFLICT (account_id) DO NOTHING",
        account,
        secret);
  }

  /// Takes a step's code, once and none older.
  ///
  /// @return whether it was not taken before
  boolean take(UUID account, long step) {
    return sql.change(
            "taking a code",
            "UPDATE identity.totp SET last_step = ? WHERE account_id = ? AND last_step < ?",
            step,
            account,
            step)
        == 1;
  }

  static void confirm(Connection transaction, UUID account, Instant now) throws SQLException {
    Sql.change(
        transaction,
        "UPDATE identity.totp SET confirmed_at = ? WHERE account_id = ?",
        now,
        account);
  }

  static void remove(Connection transaction, UUID account) throws SQLException {
    Sql.change(transaction, "DELETE FROM identity.totp WHERE account_id = ?", account);
    Sql.change(transaction, "DELETE FROM identity.recovery_code WHERE account_id = ?", account);
  }

  static void replaceRecovery(Connection transaction, UUID account, List<byte[]> hashes)
      throws SQLException {
    Sql.change(transaction, "DELETE FROM identity.recovery_code WHERE account_id = ?", account);
    for (byte[] hash : hashes) {
      Sql.change(
          transaction,
          "INSERT INTO identity.recovery_code (account_id, hash) VALUES (?, ?)",
          account,
          hash);
    }
  }

  /// @return whether there was such a code; there is no longer
  boolean takeRecovery(UUID account, byte[] hash) {
    return sql.change(
            "taking a recovery code",
            "DELETE FROM identity.recovery_code WHERE account_id = ? AND hash = ?",
            account,
            hash)
        == 1;
  }

  int recoveryLeft(UUID account) {
    return sql.one(
            "counting recovery codes",
            "SELECT count(*) FROM identity.recovery_code WHERE account_id = ?",
            row -> row.getInt(1),
            account)
        .orElse(0);
  }
}
