package org.khue.cloud.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.PostgresServer;
import org.khue.cloud.platform.db.RunningPostgres;
import org.khue.cloud.platform.db.Schemas;
import org.postgresql.ds.PGSimpleDataSource;

/// The database that a configuration names, whether a cloud runs on it just now or not.
record BackupSource(DataSource owner, @Nullable PostgresServer started) implements AutoCloseable {

  static BackupSource of(DatabaseSettings settings) throws IOException, BackupException {
    if (settings.url() != null) {
      return new BackupSource(Schemas.external(settings), null);
    }
    Path home = settings.data().resolve("postgres");
    if (!Files.exists(home.resolve("data").resolve("PG_VERSION"))) {
      throw new BackupException(
          "There is no database in "
              + home.toAbsolutePath()
              + ". Name the configuration that the cloud runs with.");
    }
    Optional<PGSimpleDataSource> running = RunningPostgres.in(home);
    if (running.isPresent()) {
      return new BackupSource(running.get(), null);
    }
    PostgresServer server = PostgresServer.start(home);
    return new BackupSource(server.source(), server);
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
