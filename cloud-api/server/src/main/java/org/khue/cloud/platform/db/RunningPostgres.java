package org.khue.cloud.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// Finds the embedded server that a running cloud has started, for tools that work beside it.
public final class RunningPostgres {
  private static final int PORT_LINE = 3;

  private RunningPostgres() {}

  /// Connections to the server of that directory; empty if none runs there.
  ///
  /// @param home the directory `postgres` of the cloud's data
  public static Optional<PGSimpleDataSource> in(Path home) throws IOException {
    Path pid = home.resolve("data").resolve("postmaster.pid");
    Path password = home.resolve("password");
    if (!Files.exists(pid) || !Files.exists(password)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pid);
    if (lines.size() <= PORT_LINE || !lines.get(PORT_LINE).strip().matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {Integer.parseInt(lines.get(PORT_LINE).strip())});
    source.setUser(PostgresServer.USER);
    source.setPassword(Files.readString(password).strip());
    source.setDatabaseName(PostgresServer.USER);
    source.setLogServerErrorDetail(false);
    try (Connection connection = source.getConnection()) {
      return connection.isValid(5) ? Optional.of(source) : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty(); // a file that a killed server left
    }
  }
}
