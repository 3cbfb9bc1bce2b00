package org.khue.cloud.platform.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    Connection connection = pool.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
      statement.setString(1, acting == null ? "" : units(acting));
      statement.setString(2, acting == null ? "" : list(acting.persons()));
      statement.setString(3, acting == null ? "" : acting.caller().account().toString());
      statement.execute();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
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
