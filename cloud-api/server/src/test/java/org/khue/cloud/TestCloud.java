package org.khue.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.telemetry.internal.mqtt.MqttEndpoint;

/// A whole cloud on free ports with an empty database of its own.
public final class TestCloud implements AutoCloseable {
  public static final String READ_TOKEN = "read-token-of-the-tests";
  public static final String LEDGER_TOKEN = "ledger-token-of-the-tests";
  public static final String METRICS_TOKEN = "metrics-token-of-the-tests";

  private static final Map<String, Path> DIRECTORIES = new HashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TestCloud::deleteDirectories));
  }

  private final EmbeddedServer server;

  private TestCloud(EmbeddedServer server) {
    this.server = server;
  }

  /// @param beans further beans, such as event consumers or a clock
  public static TestCloud start(Object... beans) {
    return start(TestDatabase.create(), beans);
  }

  /// @param settings more settings, at least those of the database
  public static TestCloud start(Map<String, Object> settings, Object... beans) {
    try {
      Path directory = directoryOf(settings);
      Path gateways = directory.resolve("gateways.json");
      Path tokens = directory.resolve("tokens.json");
      List<Map<String, String>> lines = new ArrayList<>();
      for (int i = 1; i <= 9; i++) {
        lines.add(Map.of("id", "gw-" + i, "secretSha256", sha256(secret("gw-" + i))));
      }
      ObjectMapper json = new ObjectMapper();
      json.writeValue(gateways.toFile(), lines);
      json.writeValue(
          tokens.toFile(),
          Map.of("read", READ_TOKEN, "ledger", LEDGER_TOKEN, "metrics", METRICS_TOKEN));
      Map<String, Object> all = new HashMap<>();
      all.put("micronaut.server.port", -1);
      all.put("khue.mqtt.port", 0);
      all.put("khue.mqtt.tls.port", -1);
      all.put("khue.demo-people", "false");
      all.put("khue.data", directory.toString());
      all.put("khue.gateways-file", gateways.toString());
      all.put("khue.tokens-file", tokens.toString());
      all.putAll(settings);
      ApplicationContext context =
          ApplicationContext.builder(Environment.TEST).properties(all).build();
      for (Object bean : beans) {
        context.registerSingleton(bean);
      }
      context.start();
      return new TestCloud(context.getBean(EmbeddedServer.class).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Clouds that take turns at one database share its directory, where the keys to its sealed rows
  /// lie.
  private static synchronized Path directoryOf(Map<String, Object> settings) throws IOException {
    String database = String.valueOf(settings.get("khue.database.url"));
    Path known = DIRECTORIES.get(database);
    if (known == null) {
      known = Files.createTempDirectory("khue-test-cloud-");
      DIRECTORIES.put(database, known);
    }
    return known;
  }

  private static void deleteDirectories() {
    for (Path directory : DIRECTORIES.values()) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        System.err.println("left behind: " + directory);
      }
    }
  }

  public static String secret(String gateway) {
    return "secret of " + gateway;
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public <T> Collection<T> beans(Class<T> type) {
    return server.getApplicationContext().getBeansOfType(type);
  }

  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  public int mqttPort() {
    return bean(MqttEndpoint.class).port();
  }

  /// The one number that the query gives.
  public long count(String sql) {
    return Long.parseLong(String.valueOf(rows(sql).getFirst().getFirst()));
  }

  public List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = bean(Database.class).ownerSource().getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<Object> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          values.add(row.getObject(column));
        }
        rows.add(values);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  public void execute(String sql) {
    try (Connection connection = bean(Database.class).ownerSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
