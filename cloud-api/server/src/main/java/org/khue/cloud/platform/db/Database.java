package org.khue.cloud.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one PostgreSQL of the cloud, ready to use: reached (or started), and migrated.
@Context
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final @Nullable PostgresServer server;
  private final HikariDataSource pages;
  private final HikariDataSource ingest;

  /// @throws IOException if the embedded server cannot start
  /// @throws DatabaseUnavailableException if an external one cannot be reached or migrated
  Database(DatabaseSettings settings, List<ModuleSchema> schemas) throws IOException {
    DataSource direct;
    if (settings.url() == null) {
      PostgresServer started = PostgresServer.start(settings.data().resolve("postgres"));
      server = started;
      direct = started.source();
    } else {
      server = null;
      direct = Migrations.external(settings);
    }
    try {
      Migrations.run(direct, schemas);
    } catch (DatabaseUnavailableException e) {
      if (server != null) {
        server.close();
      }
      throw e;
    }
    pages = pool("pages", direct, 12);
    ingest = pool("ingest", direct, 4);
    LOG.info("Database ready: schemas {}", schemas.stream().map(ModuleSchema::name).toList());
  }

  /// Connections for pages and modules; a wait for one ends after 5 s with an exception.
  public DataSource source() {
    return pages;
  }

  /// Connections of the ingest alone, so that busy pages never starve it.
  public DataSource ingestSource() {
    return ingest;
  }

  /// The embedded server; null when the database is external.
  public @Nullable PostgresServer server() {
    return server;
  }

  @EventListener
  void started(ServerStartupEvent event) {
    if (server != null) {
      server.ownerIsUp();
    }
  }

  @PreDestroy
  void close() {
    ingest.close();
    pages.close();
    if (server != null) {
      server.close();
    }
  }

  private static HikariDataSource pool(String name, DataSource direct, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(direct);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /// Gives modules the plain [DataSource].
  @Factory
  static final class Sources {
    @Bean
    @Singleton
    DataSource dataSource(Database database) {
      return database.source();
    }
  }
}
