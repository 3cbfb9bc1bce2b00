package org.khue.cloud.identity.internal.grant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;

/// The table `identity.breakglass`.
final class BreakglassStore {
  private static final String SELECT =
      "SELECT id, account_id, name, role, unit_id, reason, started_at, until, ended_at"
          + " FROM identity.breakglass";

  private final Sql sql;

  BreakglassStore(DataSource source) {
    sql = new Sql(source);
  }

  private static Breakglass row(ResultSet row) throws SQLException {
    return new Breakglass(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getString(3),
        Role.ofCode(row.getString(4)).orElseThrow(),
        row.getObject(5, UUID.class),
        row.getString(6),
        Times.get(row, 7),
        Times.get(row, 8),
        Times.getOrNull(row, 9));
  }

  Optional<Breakglass> open(UUID account, Instant now) {
    return sql.one(
        "looking an emergency role up",
        SELECT + " WHERE account_id = ? AND until > ? AND ended_at IS NULL ORDER BY until DESC",
        BreakglassStore::row,
        account,
        now);
  }

  List<Breakglass> newest() {
    return sql.list(
        "reading emergency roles",
        SELECT + " ORDER BY started_at DESC LIMIT 100",
        BreakglassStore::row);
  }

  static UUID insert(
      Connection transaction,
      UUID account,
      String name,
      Role role,
      UUID unit,
      String reason,
      Instant start,
      Instant until)
      throws SQLException {
    return Sql.list(
            transaction,
            "INSERT INTO identity.breakglass (account_id, name, role, unit_id, reason, started_at,"
                + " until) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getObject(1, UUID.class),
            account,
            name,
            role.code(),
            unit,
            reason,
            start,
            until)
        .getFirst();
  }

  static int end(Connection transaction, UUID account, Instant now) throws SQLException {
    return Sql.change(
        transaction,
        "UPDATE identity.breakglass SET ended_at = ? WHERE account_id = ? AND until > ?"
            + " AND ended_at IS NULL",
        now,
        account,
        now);
  }
}
