package org.khue.cloud.platform.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Empty databases for tests, all in one real PostgreSQL that starts with the first of them and
/// ends with the JVM.
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable PostgresServer server;

  private TestDatabase() {}

  /// A new database, as the settings by which the cloud uses it.
  public static synchronized Map<String, Object> create() {
    try {
      PostgresServer running = server;
      if (running == null) {
        running = PostgresServer.start(Path.of("target", "test-postgres"));
        server = running;
      }
      String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
      PGSimpleDataSource source = running.source();
      try (Connection connection = source.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return Map.of(
          "khue.database.url",
          "jdbc:postgresql://127.0.0.1:" + source.getPortNumbers()[0] + "/" + name,
          "khue.database.user",
          String.valueOf(source.getUser()),
          "khue.database.password",
          String.valueOf(source.getPassword()));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("no database for tests", e);
    }
  }
}
