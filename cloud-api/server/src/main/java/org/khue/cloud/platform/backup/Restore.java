package org.khue.cloud.platform.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.db.Schemas;

/// Puts backups back into an empty database, in one transaction: all of it is there afterwards, or
/// nothing. Before the commit every table is read again and its row hash compared.
final class Restore {
  private final DataSource owner;
  private final String user;
  private final @Nullable String password;

  Restore(DataSource owner, String user, @Nullable String password) {
    this.owner = owner;
    this.user = user;
    this.password = password;
  }

  /// One verified backup.
  record Source(Path directory, Manifest manifest) {}

  /// @param sources verified before; the data, and keys where there are some
  /// @return rows written
  long from(List<Source> sources) throws BackupException, SQLException, IOException {
    Manifest data = sources.getFirst().manifest();
    requireEmpty(data);
    boolean kept = false;
    try {
      Schemas.make(
          owner,
          user,
          password,
          data.migrations().keySet().stream().map(ModuleSchema::new).toList());
      long rows = write(sources);
      kept = true;
      return rows;
    } finally {
      if (!kept) {
        dropSchemas();
      }
    }
  }

  /// They were made just now: before, there was none.
  private void dropSchemas() throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      for (String schema : CatalogStore.schemas(connection)) {
        statement.execute("DROP SCHEMA " + schema + " CASCADE");
      }
    }
  }

  private long write(List<Source> sources) throws BackupException, SQLException, IOException {
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        long rows = write(connection, sources);
        connection.commit();
        done = true;
        return rows;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    }
  }

  private void requireEmpty(Manifest manifest) throws SQLException, BackupException {
    try (Connection connection = owner.getConnection()) {
      List<String> there = CatalogStore.schemas(connection);
      if (!there.isEmpty()) {
        throw new BackupException(
            "The database already has the schemas "
                + String.join(", ", there)
                + ". A restore needs an empty one; nothing was changed.");
      }
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version != manifest.postgres()) {
        throw new BackupException(
            "The backup was made of PostgreSQL "
                + manifest.postgres()
                + ", this server is version "
                + version
                + ". Restore on the same major version, then upgrade the server.");
      }
    }
  }

  private static long write(Connection connection, List<Source> sources)
      throws SQLException, IOException, BackupException {
    Manifest data = sources.getFirst().manifest();
    requireSameMigrations(data, CatalogStore.migrations(connection));
    List<CatalogStore.ForeignKey> keys = CatalogStore.foreignKeys(connection);
    List<CatalogStore.Found> before = CatalogStore.tables(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL row_security = off");
      for (CatalogStore.ForeignKey key : keys) {
        statement.execute("ALTER TABLE " + key.table() + " DROP CONSTRAINT " + key.name());
      }
      for (CatalogStore.Found table : before) {
        statement.execute("ALTER TABLE " + table.name() + " DISABLE TRIGGER USER");
      }
      if (!before.isEmpty()) {
        // Migrations put a few rows in; the backup has them too.
        statement.execute(
            "TRUNCATE "
                + before.stream().map(CatalogStore.Found::name).collect(Collectors.joining(", ")));
      }
      long rows = 0;
      for (Source source : sources) {
        for (Manifest.Table table : source.manifest().tables()) {
          rows += table(connection, statement, table, source.directory());
        }
      }
      for (Manifest.Sequence sequence : data.sequences()) {
        continueAt(connection, sequence);
      }
      for (CatalogStore.ForeignKey key : keys) {
        statement.execute(
            "ALTER TABLE "
                + key.table()
                + " ADD CONSTRAINT "
                + key.name()
                + " "
                + key.definition());
      }
      for (CatalogStore.Found table : before) {
        statement.execute("ALTER TABLE " + table.name() + " ENABLE TRIGGER USER");
      }
      statement.execute("CREATE TABLE platform.restored (at timestamptz NOT NULL DEFAULT now())");
      statement.execute("INSERT INTO platform.restored DEFAULT VALUES");
      return rows;
    }
  }

  private static long table(
      Connection connection, Statement statement, Manifest.Table table, Path directory)
      throws SQLException, IOException, BackupException {
    if (table.parent() != null && !CatalogStore.exists(connection, table.name())) {
      statement.execute(
          "CREATE TABLE " + table.name() + " PARTITION OF " + table.parent() + " " + table.bound());
      // As the ingest makes them: read through the parent, whose policy holds then, and not beside.
      statement.execute("ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY");
      statement.execute("ALTER TABLE " + table.name() + " FORCE ROW LEVEL SECURITY");
    }
    TableFiles.read(connection, table, directory);
    RowHash written =
        TableFiles.hash(
            connection,
            new CatalogStore.Found(table.name(), table.parent(), table.bound(), table.columns()));
    if (written.rows() != table.rows() || !written.hash().equals(table.rowHash())) {
      throw new BackupException(
          "The rows of "
              + table.name()
              + " came out of the new database unlike they went in. Nothing was kept; report this.");
    }
    return table.rows();
  }

  private static void continueAt(Connection connection, Manifest.Sequence sequence)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
      statement.setString(1, sequence.name());
      statement.setLong(2, sequence.value());
      statement.setBoolean(3, sequence.called());
      statement.execute();
    }
  }

  private static void requireSameMigrations(Manifest manifest, Map<String, List<String>> here)
      throws BackupException {
    List<String> differences = new ArrayList<>();
    Map<String, List<String>> both = new HashMap<>(manifest.migrations());
    here.forEach(both::putIfAbsent);
    for (String schema : both.keySet().stream().sorted().toList()) {
      Set<String> theirs = new HashSet<>(manifest.migrations().getOrDefault(schema, List.of()));
      Set<String> ours = new HashSet<>(here.getOrDefault(schema, List.of()));
      theirs.stream()
          .filter(migration -> !ours.contains(migration))
          .map(migration -> schema + " " + migration + " (only in the backup)")
          .forEach(differences::add);
      ours.stream()
          .filter(migration -> !theirs.contains(migration))
          .map(migration -> schema + " " + migration + " (only in this program)")
          .forEach(differences::add);
    }
    if (!differences.isEmpty()) {
      throw new BackupException(
          "The backup was made by another version of the program. Different migrations: "
              + String.join(", ", differences)
              + ". Restore with the version that made it, then start the newer one, which migrates.");
    }
  }
}
