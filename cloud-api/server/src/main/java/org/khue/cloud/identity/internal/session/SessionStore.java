package org.khue.cloud.identity.internal.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;

/// The table `identity.session`.
final class SessionStore {
  private static final String FIND =
      "SELECT "
          + AccountStore.COLUMNS
          + ", s.id, s.method, s.second_factor, s.fresh_at,"
          + " EXISTS (SELECT 1 FROM identity.totp t WHERE t.account_id = a.id"
          + " AND t.confirmed_at IS NOT NULL),"
          + " (SELECT count(*) FROM identity.passkey p WHERE p.account_id = a.id), s.seen_at"
          + " FROM identity.session s JOIN identity.account a ON a.id = s.account_id"
          + " WHERE s.id_hash = ? AND a.state = 'active' AND s.seen_at > ? AND s.created_at > ?";

  private final Sql sql;

  SessionStore(DataSource source) {
    sql = new Sql(source);
  }

  /// What stands in the database of a session.
  record Found(
      Account account,
      UUID id,
      Session.Method method,
      boolean secondFactor,
      Instant freshAt,
      Session.Factors factors,
      Instant seenAt) {}

  void insert(
      byte[] hash,
      UUID account,
      Session.Method method,
      boolean secondFactor,
      String source,
      String device,
      Instant now) {
    sql.change(
        "opening a session",
        "INSERT INTO identity.session (id_hash, account_id, method, second_factor, source, device,"
            + " created_at, seen_at, fresh_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        hash,
        account,
        method.code(),
        secondFactor,
        source,
        device,
        now,
        now,
        now);
  }

  /// A session that was seen and made after those moments.
  Optional<Found> find(byte[] hash, Instant seenAfter, Instant madeAfter) {
    return sql.one("looking a session up", FIND, SessionStore::found, hash, seenAfter, madeAfter);
  }

  void seen(byte[] hash, Instant now) {
    sql.change(
        "noting a session", "UPDATE identity.session SET seen_at = ? WHERE id_hash = ?", now, hash);
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        AccountStore.row(row),
        row.getObject(13, UUID.class),
        method(row.getString(14)),
        row.getBoolean(15),
        Times.get(row, 16),
        new Session.Factors(row.getBoolean(17), row.getInt(18)),
        Times.get(row, 19));
  }

  private static Session.Method method(String code) {
    return Session.Method.valueOf(code.toUpperCase(Locale.ROOT));
  }

  List<OpenSession> of(UUID account, Instant seenAfter, Instant madeAfter) {
    return sql.list(
        "reading sessions",
        "SELECT id, method, second_factor, source, device, created_at, seen_at"
            + " FROM identity.session WHERE account_id = ? AND seen_at > ? AND created_at > ?"
            + " ORDER BY seen_at DESC LIMIT 100",
        row ->
            new OpenSession(
                row.getObject(1, UUID.class),
                method(row.getString(2)),
                row.getBoolean(3),
                row.getString(4),
                row.getString(5),
                Times.get(row, 6),
                Times.get(row, 7)),
        account,
        seenAfter,
        madeAfter);
  }

  /// Notes that its person proved just now who they are.
  void refresh(byte[] hash, boolean secondFactor, Instant now) {
    sql.change(
        "confirming a session",
        "UPDATE identity.session SET fresh_at = ?, second_factor = second_factor OR ?"
            + " WHERE id_hash = ?",
        now,
        secondFactor,
        hash);
  }

  void delete(byte[] hash) {
    sql.change("ending a session", "DELETE FROM identity.session WHERE id_hash = ?", hash);
  }

  boolean delete(UUID account, UUID id) {
    return sql.change(
            "ending a session",
            "DELETE FROM identity.session WHERE account_id = ? AND id = ?",
            account,
            id)
        == 1;
  }

  int deleteAll(UUID account) {
    return sql.change(
        "ending sessions", "DELETE FROM identity.session WHERE account_id = ?", account);
  }

  int deleteOthers(UUID account, UUID kept) {
    return sql.change(
        "ending sessions",
        "DELETE FROM identity.session WHERE account_id = ? AND id <> ?",
        account,
        kept);
  }

  void deleteBefore(Instant seen, Instant made) {
    sql.change(
        "removing old sessions",
        "DELETE FROM identity.session WHERE seen_at <= ? OR created_at <= ?",
        seen,
        made);
  }
}
