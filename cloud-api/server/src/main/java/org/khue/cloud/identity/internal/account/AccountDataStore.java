package org.khue.cloud.identity.internal.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;

/// All rows of this module that belong to one person.
final class AccountDataStore {
  private static final String NOBODY = "—";

  /// Secrets and ways in, which go whole.
  private static final List<String> DELETES =
      List.of(
          "DELETE FROM identity.session WHERE account_id = ?",
          "DELETE FROM identity.api_token WHERE account_id = ?",
          "DELETE FROM identity.password WHERE account_id = ?",
          "DELETE FROM identity.one_time_code WHERE account_id = ?",
          "DELETE FROM identity.totp WHERE account_id = ?",
          "DELETE FROM identity.recovery_code WHERE account_id = ?",
          "DELETE FROM identity.passkey WHERE account_id = ?",
          "DELETE FROM identity.mail_address WHERE account_id = ?",
          "DELETE FROM identity.mail_code WHERE account_id = ?",
          "DELETE FROM identity.sign_in WHERE account_id = ?",
          "UPDATE identity.assignment SET ended_at = coalesce(ended_at, now()) WHERE account_id = ?");

  private AccountDataStore() {}

  /// A line of the sign-in history.
  record Entry(Instant at, String what, String source, String device) {}

  static Optional<Account> find(Connection connection, UUID person) throws SQLException {
    return Sql.list(
            connection,
            "SELECT " + AccountStore.COLUMNS + " FROM identity.account a WHERE a.person_id = ?",
            AccountStore::row,
            person)
        .stream()
        .findFirst();
  }

  static Optional<String> mail(Connection connection, UUID account) throws SQLException {
    return Sql.list(
            connection,
            "SELECT address FROM identity.mail_address WHERE account_id = ?",
            row -> row.getString(1),
            account)
        .stream()
        .findFirst();
  }

  static List<Entry> signIns(Connection connection, UUID account) throws SQLException {
    return Sql.list(
        connection,
        "SELECT at, what, source, device FROM identity.sign_in WHERE account_id = ? ORDER BY at",
        row -> new Entry(Times.get(row, 1), row.getString(2), row.getString(3), row.getString(4)),
        account);
  }

  static void erase(Connection transaction, UUID account) throws SQLException {
    for (String delete : DELETES) {
      Sql.change(transaction, delete, account);
    }
    Sql.change(
        transaction,
        "UPDATE identity.assignment SET assigned_by_name = ? WHERE assigned_by = ?",
        NOBODY,
        account);
    Sql.change(
        transaction,
        "UPDATE identity.breakglass SET name = ?, reason = ? WHERE account_id = ?",
        NOBODY,
        NOBODY,
        account);
    Sql.change(
        transaction,
        "UPDATE identity.account SET state = 'disabled', name = ?, login = 'erased-' || id,"
            + " person_id = NULL, sso_name = NULL, sso_subject = NULL, version = version + 1"
            + " WHERE id = ?",
        NOBODY,
        account);
  }
}
