package org.khue.sim.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryWriter;

/// Months of one point, a reading a second, in the cloud's own database, and what plain SQL says
/// about them.
///
/// @param cloud whose database it is
/// @param gateway that the point belongs to
/// @param database the same, looked at from outside
/// @param from of the first reading, a whole hour
/// @param days how many
record HistoryLoad(
    BenchCloud cloud, String gateway, BenchDatabase database, Instant from, int days) {
  static final String DEVICE = "meter";
  static final String POINT = "power";
  private static final Duration ROLLED_WITHIN = Duration.ofMinutes(15);

  Instant to() {
    return from.plus(days, ChronoUnit.DAYS);
  }

  /// One reading of each day by the way that gateways take, so that the cloud knows the point and
  /// has its partitions.
  void introduce() throws IOException, InterruptedException, SQLException {
    EntryWriter writer = new EntryWriter();
    List<byte[]> entries = new ArrayList<>();
    for (int day = 0; day <= days; day++) {
      Instant at = from.plus(day, ChronoUnit.DAYS).plusMillis(500);
      long micros = at.toEpochMilli() * 1_000;
      Stamp stamp = new Stamp(micros, micros, 1, ClockState.SYNCED);
      entries.add(
          writer.write(new Reading(stamp, DEVICE, POINT, 20, "W", Quality.GOOD, null, true)));
    }
    String login = gateway + ":" + BenchCloud.secret(gateway);
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(cloud.httpUrl() + "/api/v1/gateways/" + gateway + "/batches"))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/cbor")
            .header("Authorization", "Basic " + basic)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    BatchCodec.write(Stream.TELEMETRY, 1, 1, 0, entries)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("the first readings were answered " + answer.body());
      }
    }
    database.change(
        "INSERT INTO platform.machine (id) VALUES ('" + gateway + "') ON CONFLICT DO NOTHING");
  }

  /// Puts the readings into the table, and has the cloud make minutes and hours of them.
  ///
  /// @return seconds until all were made
  double load(long seed) throws SQLException, IOException, InterruptedException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT setseed(" + (seed % 1_000) / 1_000.0 + ")");
      for (int day = 0; day < days; day++) {
        Instant begin = from.plus(day, ChronoUnit.DAYS);
        statement.executeUpdate(
            """
            INSERT INTO telemetry.reading (time, value, point_id, flags)
            SELECT t, 20 + 5 * sin(extract(epoch FROM t) / 7000) + round(random()::numeric, 3)::float8
                + CASE WHEN random() < 0.00002 THEN 900 * random() ELSE 0 END, %d, 0
            FROM generate_series(timestamptz '%s', timestamptz '%s' + interval '86399 seconds',
              interval '1 second') t\
            """
                .formatted(point(), begin, begin));
      }
      statement.executeUpdate(
          """
          INSERT INTO telemetry.unrolled SELECT h, h + interval '1 hour'
          FROM generate_series(timestamptz '%s', timestamptz '%s', interval '1 hour') h
          WHERE h < (SELECT date_bin('1 hour', until, '2000-01-01 00:00Z') FROM telemetry.rolled)
          ON CONFLICT DO NOTHING\
          """
              .formatted(from, to().minus(1, ChronoUnit.HOURS)));
    }
    double seconds = awaitMade();
    settle();
    return seconds;
  }

  private double awaitMade() throws SQLException, IOException, InterruptedException {
    String left =
        "SELECT (SELECT count(*) FROM telemetry.unrolled) + (SELECT count(*) FROM telemetry.late)";
    long all = database.count(left);
    long end = System.nanoTime() + ROLLED_WITHIN.toNanos();
    long begun = 0;
    for (long count = all; count > 0; count = database.count(left)) {
      if (System.nanoTime() > end) {
        throw new IOException(count + " hours were not made within " + ROLLED_WITHIN);
      }
      // The job looks once a minute: its own time counts from the first hour that is made.
      begun = begun == 0 && count < all ? System.nanoTime() : begun;
      Thread.sleep(Duration.ofMillis(100));
    }
    return begun == 0 ? 0 : (System.nanoTime() - begun) / 1e9;
  }

  /// What PostgreSQL does by itself sooner or later.
  private void settle() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("minute", "hour", "reading")) {
        statement.execute("VACUUM (ANALYZE) telemetry." + table);
      }
    }
  }

  /// Gives further points minutes and hours of the same length.
  void more(int others) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= others; i++) {
        statement.executeUpdate(
            "INSERT INTO telemetry.point (device_id, point, unit) SELECT id, 'other-%d', 'W' FROM telemetry.device WHERE gateway = '%s'"
                .formatted(i, gateway));
      }
      for (String table : List.of("minute", "hour")) {
        boolean hour = table.equals("hour");
        statement.executeUpdate(
            """
            INSERT INTO telemetry.%1$s SELECT p.id, m.start, m.count, m.uncertain, m.bad, m.min,
              m.max, m.sum%2$s FROM telemetry.%1$s m, telemetry.point p
            WHERE m.point_id = %3$d AND p.point LIKE 'other-%%' ORDER BY m.start, p.id\
            """
                .formatted(table, hour ? ", m.minutes" : "", point()));
      }
    }
    settle();
  }

  /// Plants a fault in a minute and its hour, or takes it away again.
  void plant(boolean fault) throws SQLException {
    Instant at = from.plus(30, ChronoUnit.HOURS);
    for (String table : List.of("minute", "hour")) {
      String right =
          "(SELECT max(value) FROM telemetry.reading r WHERE r.point_id = %d AND time >= '%s' AND time < timestamptz '%s' + interval '1 %s')"
              .formatted(point(), at, at, table);
      database.change(
          "UPDATE telemetry.%s SET max = %s WHERE point_id = %d AND start = '%s'"
              .formatted(table, fault ? "1000000" : right, point(), at));
    }
  }

  int point() throws SQLException {
    return (int)
        database.count("SELECT min(id) FROM telemetry.point WHERE point = '" + POINT + "'");
  }

  /// A window as plain SQL finds it in the readings.
  record Found(long startMillis, long count, double min, double max, double mean) {}

  /// Windows by plain SQL over the readings themselves, without the cloud.
  List<Found> bySql(Instant first, Duration step) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (extract(epoch FROM date_bin(interval '%d microseconds', time, '%s')) * 1000)::bigint,
                  count(*), min(value), max(value), avg(value)
                FROM telemetry.reading WHERE point_id = %d AND time >= '%s' AND time < '%s'
                GROUP BY 1 ORDER BY 1\
                """
                    .formatted(step.toNanos() / 1_000, first, point(), first, to()))) {
      while (row.next()) {
        found.add(
            new Found(
                row.getLong(1),
                row.getLong(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5)));
      }
    }
    return found;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
