package org.khue.sim.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The database behind the cloud, looked at from outside: what it holds, and how quickly it takes
/// the same rows by plain COPY.
public record BenchDatabase(String url, String user, String password) {
  private static final int ROWS_A_COMMIT = 60_000;
  private static final int WRITERS = 2;
  private static final int COPY_WITHIN_MINUTES = 10;
  private static final String COLUMNS = "time, value, point_id, flags, reason";

  /// Rows of readings, counted one by one.
  long readings() throws SQLException {
    return count("SELECT count(*) FROM telemetry.reading");
  }

  /// Readings of a gateway that differ in point or value: each counts once, however often it is
  /// there.
  long differentReadings() throws SQLException {
    try (Connection connection = connect()) {
      return count(connection, "SELECT count(DISTINCT (point_id, value)) FROM telemetry.reading");
    }
  }

  /// Entries that the cursors say are committed.
  long cursors() throws SQLException {
    return count("SELECT coalesce(sum(seq), 0) FROM telemetry.cursor WHERE stream = 1");
  }

  /// Plants a fault: one committed reading disappears.
  void loseOneReading() throws SQLException {
    change(
        "DELETE FROM telemetry.reading WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM"
            + " telemetry.reading LIMIT 1)");
  }

  public String version() throws SQLException {
    try (Connection connection = connect()) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /// Copies committed readings into a table of the same shape, by the same number of writers and
  /// with as many rows a commit as the ingest uses at the most.
  ///
  /// @param seconds about how long to go on
  /// @return rows a second, committed
  double copyRowsPerSecond(int seconds) throws SQLException, IOException, InterruptedException {
    byte[] rows = someRows();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
      statement.execute("CREATE TABLE telemetry.bench_copy (LIKE telemetry.reading INCLUDING ALL)");
    }
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        counts.add(writers.submit(() -> copyUntil(end, rows)));
      }
      long total = 0;
      for (Future<Long> count : counts) {
        total += count.get(COPY_WITHIN_MINUTES, TimeUnit.MINUTES);
      }
      double took = (System.nanoTime() - begin) / 1e9;
      try (Connection connection = connect()) {
        long there = count(connection, "SELECT count(*) FROM telemetry.bench_copy");
        if (there != total) {
          throw new IOException("COPY says " + total + " rows, the table holds " + there);
        }
      }
      return total / took;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the plain COPY failed: " + e.getMessage(), e);
    }
  }

  private long copyUntil(long end, byte[] rows) throws SQLException {
    long total = 0;
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < end) {
        CopyIn copy =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY telemetry.bench_copy (" + COLUMNS + ") FROM STDIN (FORMAT binary)");
        copy.writeToCopy(rows, 0, rows.length);
        total += copy.endCopy();
        connection.commit();
      }
    }
    return total;
  }

  /// Rows that the ingest wrote, in COPY's own form.
  private byte[] someRows() throws SQLException, IOException {
    String select =
        "COPY (SELECT "
            + COLUMNS
            + " FROM telemetry.reading LIMIT "
            + ROWS_A_COMMIT
            + ") TO STDOUT (FORMAT binary)";
    try (Connection connection = connect()) {
      var bytes = new java.io.ByteArrayOutputStream();
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(select, bytes);
      return bytes.toByteArray();
    }
  }

  /// Asks for one number.
  public long count(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return count(connection, sql);
    }
  }

  /// Changes rows behind the cloud's back, to plant a fault.
  ///
  /// @return how many
  public int change(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
