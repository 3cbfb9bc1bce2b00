package org.khue.cloud.identity.internal.signin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.web.TableSql;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;

/// The table `identity.sign_in`.
public final class SignInStore {
  private static final TableSql LIST =
      TableSql.select(
              "s.at, s.what, s.method, s.second_factor, s.source, s.device", "identity.sign_in s")
          .search("q", "s.source", "s.device")
          .equal("what", "s.what")
          .sort("at", "s.at")
          .tieBreak("s.id");

  private SignInStore() {}

  static void insert(Connection transaction, @Nullable UUID account, SignIn one)
      throws SQLException {
    Sql.change(
        transaction,
        "INSERT INTO identity.sign_in (account_id, at, what, method, second_factor, source, device)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        account,
        one.at(),
        one.what().code(),
        one.method(),
        one.secondFactor(),
        one.source(),
        one.device());
  }

  /// Whether the account has had the same since then.
  static boolean had(Connection transaction, UUID account, SignIn one, Instant since)
      throws SQLException {
    return !Sql.list(
            transaction,
            "SELECT 1 FROM identity.sign_in WHERE account_id = ? AND at > ? AND what = ?"
                + " AND source = ? AND device = ? LIMIT 1",
            row -> row.getInt(1),
            account,
            since,
            one.what().code(),
            one.source(),
            one.device())
        .isEmpty();
  }

  static Rows<SignIn> read(DataSource source, UUID account, TableQuery query, ZoneId zone) {
    return LIST.where("s.account_id = ?", account)
        .moments("at", "s.at", zone)
        .read(source, "reading sign-ins", query, SignInStore::row);
  }

  private static SignIn row(ResultSet row) throws SQLException {
    return new SignIn(
        Times.get(row, 1),
        SignIn.What.ofCode(row.getString(2)),
        row.getString(3),
        row.getBoolean(4),
        row.getString(5),
        row.getString(6));
  }

  /// Removes what is older.
  public static long delete(Connection transaction, Instant before) throws SQLException {
    return Sql.change(transaction, "DELETE FROM identity.sign_in WHERE at < ?", before);
  }
}
