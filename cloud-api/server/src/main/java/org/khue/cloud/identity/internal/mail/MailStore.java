package org.khue.cloud.identity.internal.mail;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.db.Sql;

/// The tables `identity.mail_address` and `identity.mail_code`.
final class MailStore {
  private static final int MOST_ACCOUNTS = 5;

  private final Sql sql;

  MailStore(DataSource system) {
    sql = new Sql(system);
  }

  /// What a code is for.
  enum Kind {
    RESET("reset"),
    ADDRESS("address");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  /// A code that was right.
  record Taken(UUID account, String address) {}

  /// An account and where its owner is reached.
  record Reached(Account account, String address) {}

  Optional<String> address(UUID account) {
    return sql.one(
        "looking a mail address up",
        "SELECT address FROM identity.mail_address WHERE account_id = ?",
        row -> row.getString(1),
        account);
  }

  /// The open accounts of that login or address that have a password and whose owner is reached; a
  /// family may share an address.
  List<Reached> withPassword(String loginOrAddress) {
    return sql.list(
        "looking for an account by mail",
        "SELECT "
            + AccountStore.COLUMNS
            + ", m.address FROM identity.account a"
            + " JOIN identity.mail_address m ON m.account_id = a.id"
            + " JOIN identity.password p ON p.account_id = a.id"
            + " WHERE a.state = 'active' AND NOT a.demo AND (a.login = ? OR m.address = ?)"
            + " ORDER BY a.login LIMIT "
            + MOST_ACCOUNTS,
        row -> new Reached(AccountStore.row(row), row.getString(13)),
        loginOrAddress,
        loginOrAddress);
  }

  /// Makes a code in the place of an older one of its kind.
  ///
  /// @return false when one was made after that moment already
  static boolean give(
      Connection transaction,
      UUID account,
      Kind kind,
      byte[] hash,
      String address,
      Instant now,
      Instant until,
      Instant notIfSince)
      throws SQLException {
    return Sql.change(
            transaction,
            "INSERT INTO identity.mail_code AS c (account_id, kind, hash, address, made_at,"
                + " expires_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account_id, kind) DO UPDATE"
                + " SET hash = excluded.hash, address = excluded.address,"
                + " made_at = excluded.made_at, expires_at = excluded.expires_at"
                + " WHERE c.made_at <= ?",
            account,
            kind.code,
            hash,
            address,
            now,
            until,
            notIfSince)
        == 1;
  }

  /// Whose code that is; it stays.
  Optional<UUID> look(Kind kind, byte[] hash, Instant now) {
    return sql.one(
        "looking a mailed code up",
        "SELECT account_id FROM identity.mail_code WHERE kind = ? AND hash = ? AND expires_at > ?",
        row -> row.getObject(1, UUID.class),
        kind.code,
        hash,
        now);
  }

  /// Takes a code: it is there no longer.
  Optional<Taken> take(Kind kind, byte[] hash, Instant now) {
    return sql.one(
        "taking a mailed code",
        "DELETE FROM identity.mail_code WHERE kind = ? AND hash = ? AND expires_at > ?"
            + " RETURNING account_id, address",
        row -> new Taken(row.getObject(1, UUID.class), row.getString(2)),
        kind.code,
        hash,
        now);
  }

  static void confirm(Connection transaction, UUID account, String address, Instant now)
      throws SQLException {
    Sql.change(
        transaction,
        "INSERT INTO identity.mail_address (account_id, address, confirmed_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (account_id) DO UPDATE SET address = excluded.address,"
            + " confirmed_at = excluded.confirmed_at",
        account,
        address,
        now);
  }

  static void remove(Connection transaction, UUID account) throws SQLException {
    Sql.change(transaction, "DELETE FROM identity.mail_address WHERE account_id = ?", account);
    Sql.change(transaction, "DELETE FROM identity.mail_code WHERE account_id = ?", account);
  }
}
