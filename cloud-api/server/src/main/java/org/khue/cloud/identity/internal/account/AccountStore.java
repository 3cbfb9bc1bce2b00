package org.khue.cloud.identity.internal.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.web.TableSql;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;

/// The table `identity.account`.
public final class AccountStore {
  /// The columns that [#row] reads, of a table called `a`.
  public static final String COLUMNS =
      "a.id, a.login, a.name, a.person_id, a.unit_id, a.state, a.language, a.demo, a.must_change,"
          + " a.logins, a.sso_name, a.version";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM identity.account a";

  private static final TableSql LIST =
      TableSql.select(COLUMNS, "identity.account a")
          .search("q", "a.name", "a.login")
          .equal("state", "a.state")
          .equal("unit", "a.unit_id")
          .sortName("name", "a.name")
          .sortWords("login", "a.login")
          .tieBreak("a.id");

  private final Sql sql;
  private final DataSource source;

  public AccountStore(DataSource source) {
    this.sql = new Sql(source);
    this.source = source;
  }

  /// @param query may search by `q`, narrow by `state` and `unit`, and sort by `name` and `login`
  public Rows<Account> read(TableQuery query) {
    return LIST.read(source, "listing accounts", query, AccountStore::row);
  }

  /// Reads [#COLUMNS].
  public static Account row(ResultSet row) throws SQLException {
    return new Account(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getObject(4, UUID.class),
        row.getObject(5, UUID.class),
        Account.State.ofCode(row.getString(6)),
        row.getString(7),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getInt(10),
        row.getString(11),
        row.getLong(12));
  }

  public Optional<Account> find(UUID id) {
    return sql.one("looking an account up", SELECT + " WHERE a.id = ?", AccountStore::row, id);
  }

  public Optional<Account> ofLogin(String login) {
    return sql.one(
        "looking an account up", SELECT + " WHERE a.login = ?", AccountStore::row, login);
  }

  public Optional<Account> ofSsoName(String name) {
    return sql.one(
        "looking an account up", SELECT + " WHERE a.sso_name = ?", AccountStore::row, name);
  }

  public boolean isEmpty() {
    return sql.list("counting accounts", SELECT + " LIMIT 1", AccountStore::row).isEmpty();
  }

  /// Accounts with a login after that one, by login.
  public List<Account> page(String after, int limit) {
    return sql.list(
        "reading accounts",
        SELECT + " WHERE a.login > ? ORDER BY a.login LIMIT ?",
        AccountStore::row,
        after,
        limit);
  }

  /// Makes an account, which may then have to change its password first.
  ///
  /// @return false when the login or the person has one already
  public static boolean insert(
      Connection transaction,
      UUID id,
      String login,
      String name,
      @Nullable UUID person,
      UUID unit,
      boolean demo,
      Instant now)
      throws SQLException {
    return Sql.change(
            transaction,
            "INSERT INTO identity.account (id, login, name, person_id, unit_id, demo, must_change,"
                + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            id,
            login,
            name,
            person,
            unit,
            demo,
            !demo,
            now)
        == 1;
  }

  public static boolean state(Connection transaction, UUID id, Account.State state)
      throws SQLException {
    return Sql.change(
            transaction,
            "UPDATE identity.account SET state = ?, version = version + 1 WHERE id = ?",
            state.code(),
            id)
        == 1;
  }

  /// Whom the city's sign-in calls so; the subject is forgotten and tied at the next sign-in.
  ///
  /// @return false when the name is another account's
  public static boolean ssoName(Connection transaction, UUID id, @Nullable String name)
      throws SQLException {
    return Sql.change(
            transaction,
            "UPDATE identity.account SET sso_name = ?, sso_subject = NULL, version = version + 1"
                + " WHERE id = ? AND NOT EXISTS (SELECT 1 FROM identity.account other"
                + " WHERE other.sso_name = ? AND other.id <> ?)",
            name,
            id,
            name,
            id)
        == 1;
  }

  public void language(UUID id, String language) {
    sql.change(
        "keeping a language",
        "UPDATE identity.account SET language = ? WHERE id = ?",
        language,
        id);
  }

  public static void mustChange(Connection transaction, UUID id, boolean must) throws SQLException {
    Sql.change(transaction, "UPDATE identity.account SET must_change = ? WHERE id = ?", must, id);
  }

  public void entered(UUID id) {
    sql.change(
        "counting a sign-in", "UPDATE identity.account SET logins = logins + 1 WHERE id = ?", id);
  }

  /// Ties the account to the subject of the city's sign-in, once.
  ///
  /// @return whether it is tied to that subject now
  public boolean tie(UUID id, String subject) {
    return sql.change(
            "tying an account to the city's sign-in",
            "UPDATE identity.account SET sso_subject = ? WHERE id = ?"
                + " AND (sso_subject IS NULL OR sso_subject = ?)",
            subject,
            id,
            subject)
        == 1;
  }
}
