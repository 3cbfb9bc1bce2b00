package org.khue.cloud.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.khue.cloud.platform.db.PostgresServer;

/// A new data directory with an embedded database of its own. It is filled under a name that ends
/// in `.restoring` and gets its own when everything is in it.
final class NewData {
  private static final String RESTORING = ".restoring";

  private NewData() {}

  static void restore(Path data, List<Restore.Source> sources)
      throws BackupException, IOException, SQLException {
    Path target = data.toAbsolutePath().normalize();
    requireEmpty(target);
    Path growing = target.resolveSibling(target.getFileName() + RESTORING);
    if (Files.exists(growing)) {
      throw new BackupException(
          growing + " is there: another restore runs, or was cut off. If none runs, delete it.");
    }
    boolean done = false;
    try {
      Files.createDirectories(growing);
      try (PostgresServer server = PostgresServer.start(growing.resolve("postgres"))) {
        var source = server.source();
        new Restore(source, String.valueOf(source.getUser()), source.getPassword()).from(sources);
      }
      files(growing, sources);
      Files.deleteIfExists(target);
      Durable.publish(growing, target);
      done = true;
    } finally {
      if (!done) {
        Durable.delete(growing);
      }
    }
  }

  /// Files of the data directory.
  static void files(Path data, List<Restore.Source> sources) throws IOException {
    for (Restore.Source source : sources) {
      for (Manifest.StoredFile file : source.manifest().files()) {
        Path target = data.resolve(file.path());
        Durable.copy(source.directory().resolve("data").resolve(file.path()), target);
        if (source.manifest().kind().equals(Manifest.KEYS)) {
          Files.setPosixFilePermissions(
              target, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        }
      }
    }
  }

  static void requireEmpty(Path data) throws BackupException, IOException {
    if (Files.exists(data) && (!Files.isDirectory(data) || !Durable.isEmpty(data))) {
      throw new BackupException(
          data + " is not empty. A restore writes into a new directory only; nothing was changed.");
    }
  }
}
