package org.khue.cloud.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path home;

  @Test
  void dataOutlivesAKilledServerAndAKilledOwner() throws Exception {
    PostgresServer first = PostgresServer.start(home);
    execute(first, "CREATE TABLE kept (n int)");
    execute(first, "INSERT INTO kept VALUES (1)");
    assertEquals("on on on", settings(first));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));

    long killed = first.pid();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> count(first) == 1);
    assertNotEquals(killed, first.pid());

    // A second owner finds the first one's server, as after a kill -9 of the cloud.
    first.abandon();
    PostgresServer second = PostgresServer.start(home);
    assertEquals(1, count(second));
    long pid = second.pid();
    second.close();
    second.close();
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    assertFalse(Files.exists(home.resolve("data/postmaster.pid")));
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.source().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(PostgresServer server) throws SQLException {
    return Long.parseLong(one(server, "SELECT count(*) FROM kept"));
  }

  private static String settings(PostgresServer server) throws SQLException {
    return one(
        server,
        "SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' ' ||"
            + " current_setting('full_page_writes')");
  }

  private static String one(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.source().getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }
}
