package org.khue.cloud.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.khue.cloud.platform.net.Loopback;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings every module's schema to the version of this program.
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int TRIES = 12;
  private static final Set<String> CHECKED = Set.of("verify-full", "verify-ca");
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private Migrations() {}

  /// The external database, reached at least once.
  static DataSource external(DatabaseSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    requireTls(source);
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false); // details quote rows, and rows hold personal data
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = source.getConnection()) {
        return source;
      } catch (SQLException e) {
        if (attempt == TRIES) {
          throw new DatabaseUnavailableException(
              "No database at "
                  + settings.url()
                  + " after "
                  + TRIES
                  + " tries: "
                  + e.getMessage()
                  + ". Start PostgreSQL there, or correct khue.database.url, user and password.",
              e);
        }
        LOG.warn(
            "No database at {} yet (try {} of {}): {}",
            settings.url(),
            attempt,
            TRIES,
            e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /// The way to another machine is encrypted, and the server there shows a certificate that is
  /// checked.
  ///
  /// @throws DatabaseUnavailableException otherwise
  static void requireTls(PGSimpleDataSource source) {
    for (String host : source.getServerNames()) {
      if (!Loopback.is(host) && !CHECKED.contains(String.valueOf(source.getSslMode()))) {
        throw new DatabaseUnavailableException(
            "The database at "
                + host
                + " would be reached without TLS, or without a look at its certificate. Add"
                + " ?sslmode=verify-full&sslrootcert=FILE to khue.database.url.");
      }
    }
  }

  static void run(DataSource source, List<ModuleSchema> schemas) {
    for (ModuleSchema schema : schemas) {
      try {
        Flyway.configure()
            .dataSource(source)
            .schemas(schema.name())
            .table("flyway_history")
            .locations("classpath:db/migration/" + schema.name())
            .failOnMissingLocations(true)
            .connectRetries(3)
            .load()
            .migrate();
      } catch (FlywayException e) {
        throw new DatabaseUnavailableException(
            "The migrations of schema "
                + schema.name()
                + " failed: "
                + e.getMessage()
                + ". Nothing was half applied. Correct the cause, then start again.",
            e);
      }
    }
  }
}
