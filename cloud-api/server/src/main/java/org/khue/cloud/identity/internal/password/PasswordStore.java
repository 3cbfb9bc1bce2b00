package org.khue.cloud.identity.internal.password;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.db.Sql;

/// The tables `identity.password` and `identity.one_time_code`.
final class PasswordStore {
  private final Sql sql;

  PasswordStore(DataSource system) {
    sql = new Sql(system);
  }

  Optional<String> hash(UUID account) {
    return sql.one(
        "looking a password up",
        "SELECT hash FROM identity.password WHERE account_id = ?",
        row -> row.getString(1),
        account);
  }

  void replace(UUID account, String hash, Instant now) {
    sql.change("keeping a password", REPLACE, account, hash, now);
  }

  static void replace(Connection transaction, UUID account, String hash, Instant now)
      throws SQLException {
    Sql.change(transaction, REPLACE, account, hash, now);
    Sql.change(transaction, "DELETE FROM identity.one_time_code WHERE account_id = ?", account);
  }

  static void giveCode(Connection transaction, UUID account, byte[] hash, Instant until)
      throws SQLException {
    Sql.change(
        transaction,
        "INSERT INTO identity.one_time_code (account_id, hash, expires_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash,"
            + " expires_at = excluded.expires_at",
        account,
        hash,
        until);
  }

  /// Whether the account has that code; it then has it no longer.
  boolean takeCode(UUID account, byte[] hash, Instant now) {
    return sql.change(
            "taking a one-time code",
            "DELETE FROM identity.one_time_code WHERE account_id = ? AND hash = ?"
                + " AND expires_at > ?",
            account,
            hash,
            now)
        == 1;
  }

  private static final String REPLACE =
      "INSERT INTO identity.password (account_id, hash, changed_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash,"
          + " changed_at = excluded.changed_at";
}
