package org.khue.cloud.identity.internal.token;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;

/// The table `identity.api_token`.
final class ApiTokenStore {
  private static final String COLUMNS =
      "t.id, t.account_id, t.name, t.prefix, t.rights, t.unit_id, t.created_at, t.expires_at,"
          + " t.last_used_at, t.revoked_at";

  private final Sql sql;

  ApiTokenStore(DataSource source) {
    sql = new Sql(source);
  }

  /// A token with its owner.
  record Owned(Account owner, ApiToken token) {}

  private static ApiToken row(ResultSet row, int first) throws SQLException {
    return new ApiToken(
        row.getObject(first, UUID.class),
        row.getObject(first + 1, UUID.class),
        row.getString(first + 2),
        row.getString(first + 3),
        Set.of((String[]) row.getArray(first + 4).getArray()),
        row.getObject(first + 5, UUID.class),
        Times.get(row, first + 6),
        Times.get(row, first + 7),
        Times.getOrNull(row, first + 8),
        Times.getOrNull(row, first + 9));
  }

  Optional<Owned> ofSecret(byte[] hash) {
    return sql.one(
        "looking a token up",
        "SELECT "
            + AccountStore.COLUMNS
            + ", "
            + COLUMNS
            + " FROM identity.api_token t JOIN identity.account a ON a.id = t.account_id"
            + " WHERE t.secret_hash = ? AND a.state = 'active'",
        row -> new Owned(AccountStore.row(row), row(row, 13)),
        hash);
  }

  List<ApiToken> of(UUID account) {
    return sql.list(
        "reading tokens",
        "SELECT "
            + COLUMNS
            + " FROM identity.api_token t WHERE t.account_id = ? ORDER BY t.created_at DESC"
            + " LIMIT 200",
        row -> row(row, 1),
        account);
  }

  void used(UUID id, Instant now) {
    sql.change(
        "noting a token", "UPDATE identity.api_token SET last_used_at = ? WHERE id = ?", now, id);
  }

  static UUID insert(
      Connection transaction,
      UUID account,
      String name,
      String prefix,
      byte[] hash,
      Set<String> rights,
      UUID unit,
      Instant now,
      Instant until)
      throws SQLException {
    return Sql.list(
            transaction,
            "INSERT INTO identity.api_token (account_id, name, prefix, secret_hash, rights,"
                + " unit_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getObject(1, UUID.class),
            account,
            name,
            prefix,
            hash,
            rights,
            unit,
            now,
            until)
        .getFirst();
  }

  static boolean revoke(Connection transaction, UUID account, UUID id, Instant now)
      throws SQLException {
    return Sql.change(
            transaction,
            "UPDATE identity.api_token SET revoked_at = ? WHERE id = ? AND account_id = ?"
                + " AND revoked_at IS NULL",
            now,
            id,
            account)
        == 1;
  }

  static int revokeAll(Connection transaction, UUID account, Instant now) throws SQLException {
    return Sql.change(
        transaction,
        "UPDATE identity.api_token SET revoked_at = ? WHERE account_id = ?"
            + " AND revoked_at IS NULL",
        now,
        account);
  }
}
