package org.khue.cloud.platform.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;

/// Connections that show only what whoever acts may see: each carries the scope in the settings
/// `khue.units` and `khue.persons`, which the row-level policies read, and `khue.account` for what
/// is written. Taken by nobody, a connection shows no guarded row.
final class ScopedSource implements DataSource {
  private static final String ENTER =
      "SELECT set_config('khue.units', ?, false), set_config('khue.persons', ?, false),"
          + " set_config('khue.account', ?, false)";
  private static final String ASK =
      "SELECT coalesce(current_setting('khue.units', true), ''),"
          + " coalesce(current_setting('khue.persons', true), ''),"
          + " coalesce(current_setting('khue.account', true), '')";
  private static final String EVERYTHING = "*";

  private final DataSource pool;
  private final Supplier<Optional<Acting>> actor;

  ScopedSource(DataSource pool, Supplier<Optional<Acting>> actor) {
    this.pool = pool;
    this.actor = actor;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Acting acting = actor.get().orElse(null);
    Optional<Connection> joined = Joined.current();
    if (joined.isPresent()) {
      return joined(joined.get(), acting);
    }
    Connection connection = pool.getConnection();
    try {
      enter(connection, acting);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// The transaction that is joined, with the scope of whoever acts now; given back, it has the
  /// scope again that it had.
  private static Connection joined(Connection transaction, @Nullable Acting acting)
      throws SQLException {
    String[] before = new String[3];
    try (PreparedStatement statement = transaction.prepareStatement(ASK);
        ResultSet row = statement.executeQuery()) {
      row.next();
      for (int i = 0; i < before.length; i++) {
        before[i] = row.getString(i + 1);
      }
    }
    enter(transaction, acting);
    return Joined.lent(transaction, () -> set(transaction, before[0], before[1], before[2]));
  }

  private static void enter(Connection connection, @Nullable Acting acting) throws SQLException {
    set(
        connection,
        acting == null ? "" : units(acting),
        acting == null ? "" : list(acting.persons()),
        acting == null ? "" : acting.caller().account().toString());
  }

  private static void set(Connection connection, String units, String persons, String account)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
      statement.setString(1, units);
      statement.setString(2, persons);
      statement.setString(3, account);
      statement.execute();
    }
  }

  private static String units(Acting acting) {
    return acting.everywhere() ? EVERYTHING : list(acting.units());
  }

  private static String list(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("connections belong to the application's role");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("the pool behind the scope is not handed out");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
