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
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one PostgreSQL of the cloud, ready to use: reached (or started), and migrated.
@Context
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final @Nullable PostgresServer server;
  private final DataSource owner;
  private final HikariDataSource pages;
  private final HikariDataSource ingest;
  private final DataSource scoped;
  private final DataSource system;

  /// @throws IOException if the embedded server cannot start
  /// @throws DatabaseUnavailableException if an external one cannot be reached or migrated
  Database(DatabaseSettings settings, List<ModuleSchema> schemas) throws IOException {
    DatabaseRoles roles;
    List<ModuleSchema> ordered = ModuleSchema.inOrder(schemas);
    if (settings.url() == null) {
      PostgresServer started = PostgresServer.start(settings.data().resolve("postgres"));
      server = started;
      owner = started.source();
      roles = DatabaseRoles.of(PostgresServer.USER, started.source().getPassword());
    } else {
      server = null;
      owner = Migrations.external(settings);
      roles = DatabaseRoles.of(settings.user(), settings.password());
    }
    try {
      roles.prepare(owner, ordered);
      Migrations.run(owner, ordered);
    } catch (DatabaseUnavailableException e) {
      if (server != null) {
        server.close();
      }
      throw e;
    }
    pages = pool("pages", owner, roles.application(), 12);
    ingest = pool("ingest", owner, roles.ingest(), 4);
    scoped = new ScopedSource(pages, Acting::current);
    system = new ScopedSource(pages, () -> Optional.of(Acting.system("machines")));
    LOG.info("Database ready: schemas {}", ordered.stream().map(ModuleSchema::name).toList());
  }

  /// Connections for pages and modules, each showing what whoever acts may see; a wait for one ends
  /// after 5 s with an exception.
  public DataSource source() {
    return scoped;
  }

  /// Connections for what the program does for machines by itself; they show everything.
  public DataSource systemSource() {
    return system;
  }

  /// Connections of the owner of all tables, for changes of the tables themselves and for backups.
  /// Nothing that a request says may reach them.
  public DataSource ownerSource() {
    return owner;
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

  private static HikariDataSource pool(
      String name, DataSource direct, DatabaseRoles.Login login, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(direct);
    config.setUsername(login.user());
    config.setPassword(login.password());
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
