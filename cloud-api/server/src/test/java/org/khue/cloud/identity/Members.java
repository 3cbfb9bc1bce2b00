package org.khue.cloud.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.security.Reach;

/// Accounts and sessions straight in the database of a test cloud, past all pages.
public final class Members {
  private Members() {}

  /// Makes units known, each below another.
  public static void units(TestCloud cloud, Reach.Pair... pairs) throws SQLException {
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection()) {
      owner.setAutoCommit(false);
      Reach.replace(owner, List.of(pairs));
      owner.commit();
    }
  }

  /// An account that may sign in and has no role.
  public static UUID account(TestCloud cloud, String login, UUID unit) {
    UUID id = UUID.randomUUID();
    cloud.execute(
        "INSERT INTO identity.account (id, login, name, unit_id, must_change, created_at) VALUES ('"
            + id
            + "', '"
            + login
            + "', 'Tên "
            + login
            + "', '"
            + unit
            + "', false, now())");
    return id;
  }

  /// Gives a role from the first of the month before last on.
  ///
  /// @param to SQL for the first day without it, such as `NULL`
  public static void assign(TestCloud cloud, UUID account, Role role, UUID unit, String to) {
    String scope = role == Role.PUPIL ? "self" : role == Role.PARENT ? "children" : "unit";
    cloud.execute(
        "INSERT INTO identity.assignment (account_id, role, scope, unit_id, valid_from, valid_to,"
            + " decision, assigned_by, assigned_by_name, assigned_at) VALUES ('"
            + account
            + "', '"
            + role.code()
            + "', '"
            + scope
            + "', '"
            + unit
            + "', '"
            + LocalDate.now().minusMonths(2)
            + "', "
            + to
            + ", 'QĐ 1', '"
            + Reach.ROOT
            + "', 'test', now())");
  }

  /// An account with one role.
  public static UUID member(TestCloud cloud, String login, Role role, UUID unit) {
    UUID account = account(cloud, login, unit);
    assign(cloud, account, role, unit, "NULL");
    return account;
  }

  /// A session that has just shown two factors.
  ///
  /// @return the `Cookie` header
  public static String session(TestCloud cloud, UUID account) {
    String id = UUID.randomUUID() + "-" + UUID.randomUUID();
    cloud.execute(
        "INSERT INTO identity.session (id_hash, account_id, method, second_factor, source, device,"
            + " created_at, seen_at, fresh_at) VALUES ('\\x"
            + sha256(id)
            + "', '"
            + account
            + "', 'password', true, '127.0.0.1', 'Test', now(),"
            + " now(), now())");
    return "khue_session=" + id;
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
