package org.khue.cloud.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The owner's way into the database for a command that runs beside the cloud or while it is
/// stopped: an external database, the embedded one that the running cloud started, or the embedded
/// one started for the command alone.
public final class OwnerAccess implements AutoCloseable {
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  private final DataSource source;
  private final @Nullable PostgresServer started;

  private OwnerAccess(DataSource source, @Nullable PostgresServer started) {
    this.source = source;
    this.started = started;
  }

  /// @throws IOException if the embedded server can be neither reached nor started
  /// @throws DatabaseUnavailableException if the external one does not answer
  public static OwnerAccess open(DatabaseSettings settings) throws IOException {
    if (settings.url() != null) {
      return new OwnerAccess(Migrations.external(settings), null);
    }
    Path home = settings.data().resolve("postgres").toAbsolutePath().normalize();
    Optional<DataSource> running = running(home);
    if (running.isPresent()) {
      return new OwnerAccess(running.get(), null);
    }
    if (!Files.exists(home.resolve("data").resolve("PG_VERSION"))) {
      throw new IOException(
          "There is no database in " + home + ": give the configuration that the cloud runs with.");
    }
    PostgresServer server = PostgresServer.start(home);
    return new OwnerAccess(server.source(), server);
  }

  private static Optional<DataSource> running(Path home) throws IOException {
    Path pidFile = home.resolve("data").resolve("postmaster.pid");
    Path password = home.resolve("password");
    if (!Files.exists(pidFile) || !Files.exists(password)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() <= PORT_LINE || !isAlive(lines.get(PID_LINE).strip())) {
      return Optional.empty();
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {Integer.parseInt(lines.get(PORT_LINE).strip())});
    source.setDatabaseName(PostgresServer.USER);
    source.setUser(PostgresServer.USER);
    source.setPassword(Files.readString(password).strip());
    source.setLogServerErrorDetail(false);
    return Optional.of(source);
  }

  private static boolean isAlive(String pid) {
    return pid.matches("[1-9][0-9]{0,9}")
        && ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }

  /// Connections of the owner of all tables.
  public DataSource source() {
    return source;
  }

  /// Stops the server if it was started for this.
  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
