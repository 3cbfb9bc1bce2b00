package org.khue.cloud.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Makes a backup of one moment: a transaction of isolation `REPEATABLE READ` exports its snapshot,
/// and two workers copy the tables out of that same snapshot while the cloud goes on working.
///
/// The directory is written under a name that ends in `.partial`, and gets its own name when all of
/// it is on disk: what has the proper name is whole.
final class Backup {
  static final String PARTIAL = ".partial";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'khue-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String KEYS_NAME = "khue-keys";
  private static final int WORKERS = 2;

  private final DataSource owner;
  private final Path data;
  private final List<LeftOut> leftOut;
  private final Clock clock;

  /// @param owner of the tables
  /// @param data the cloud's data directory
  Backup(DataSource owner, Path data, List<LeftOut> leftOut, Clock clock) {
    this.owner = owner;
    this.data = data;
    this.leftOut = List.copyOf(leftOut);
    this.clock = clock;
  }

  /// Writes all data but the left-out tables.
  ///
  /// @param to the directory that gets one more backup
  /// @param configuration whose hash is noted; null for none
  /// @return the backup's directory
  Path data(Path to, @Nullable Path configuration) throws IOException, SQLException {
    Set<String> without = tables(leftOut);
    Map<String, String> why = new TreeMap<>();
    leftOut.forEach(out -> out.tables().forEach(table -> why.put(table, out.why())));
    return write(
        Files.createDirectories(to).resolve(NAME.format(clock.instant())),
        Manifest.DATA,
        table -> !without.contains(plain(table)),
        List.of("files"),
        why,
        configuration == null
            ? Map.of()
            : Map.of(String.valueOf(configuration.getFileName()), Hex.ofFile(configuration)));
  }

  /// Writes the keys, in place of those that were written before.
  Path keys(Path to) throws IOException, SQLException {
    List<LeftOut> keys = leftOut.stream().filter(LeftOut::areKeys).toList();
    Set<String> only = tables(keys);
    Path target = Files.createDirectories(to).resolve(KEYS_NAME);
    Path before = to.resolve(KEYS_NAME + ".before");
    Durable.delete(before);
    if (Files.exists(target)) {
      Files.move(target, before);
    }
    Path written =
        write(
            target,
            Manifest.KEYS,
            table -> only.contains(plain(table)),
            keys.stream().flatMap(out -> out.keyDirectories().stream()).toList(),
            Map.of(),
            Map.of());
    Durable.delete(before);
    return written;
  }

  private interface Choice {
    boolean takes(CatalogStore.Found table);
  }

  private Path write(
      Path target,
      String kind,
      Choice choice,
      List<String> directories,
      Map<String, String> why,
      Map<String, String> configuration)
      throws IOException, SQLException {
    Path partial = target.resolveSibling(target.getFileName() + PARTIAL);
    Durable.delete(partial);
    Files.createDirectories(partial.resolve("tables"));
    try (Connection connection = snapshot(null)) {
      String at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
      List<CatalogStore.Found> tables =
          CatalogStore.tables(connection).stream().filter(choice::takes).toList();
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              kind,
              at,
              connection.getMetaData().getDatabaseMajorVersion(),
              CatalogStore.migrations(connection),
              copy(connection, tables, partial),
              CatalogStore.sequences(connection),
              files(directories, partial),
              why,
              configuration);
      BackupFolder.write(partial, manifest);
      connection.rollback();
    }
    Durable.publish(partial, target);
    return target;
  }

  private List<Manifest.Table> copy(
      Connection holder, List<CatalogStore.Found> tables, Path directory)
      throws SQLException, IOException {
    String snapshot;
    try (Statement statement = holder.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
      row.next();
      snapshot = row.getString(1);
    }
    List<Future<Manifest.Table>> writing = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      for (CatalogStore.Found table : tables) {
        writing.add(
            workers.submit(() -> {
              try (Connection connection = snapshot(snapshot)) {
                return TableFiles.write(connection, table, directory);
              }
            }));
      }
      boolean done = false;
      try {
        List<Manifest.Table> written = new ArrayList<>();
        for (Future<Manifest.Table> table : writing) {
          written.add(table.get());
        }
        done = true;
        return written;
      } finally {
        if (!done) {
          workers.shutdownNow();
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SQLException sql -> throw sql;
        case IOException io -> throw io;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// A connection that sees one moment.
  ///
  /// @param shared a snapshot that another transaction exported; null for one of its own
  private Connection snapshot(@Nullable String shared) throws SQLException {
    Connection connection = owner.getConnection();
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        if (shared != null) {
          statement.execute("SET TRANSACTION SNAPSHOT '" + shared + "'");
        }
        statement.execute("SET LOCAL row_security = off");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private List<Manifest.StoredFile> files(List<String> directories, Path target)
      throws IOException {
    List<Manifest.StoredFile> stored = new ArrayList<>();
    for (String directory : directories) {
      for (Path file : Durable.filesBelow(data.resolve(directory))) {
        String path = data.relativize(file).toString().replace('\\', '/');
        Path copy = target.resolve("data").resolve(path);
        Durable.copy(file, copy);
        stored.add(new Manifest.StoredFile(path, Files.size(copy), Hex.ofFile(copy)));
      }
    }
    return stored;
  }

  private static Set<String> tables(List<LeftOut> some) {
    Set<String> tables = new HashSet<>();
    some.forEach(out -> tables.addAll(out.tables()));
    return tables;
  }

  private static String plain(CatalogStore.Found table) {
    return table.name().replace("\"", "");
  }
}
