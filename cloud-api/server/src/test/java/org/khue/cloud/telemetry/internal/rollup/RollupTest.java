package org.khue.cloud.telemetry.internal.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;
import static org.khue.cloud.telemetry.internal.ingest.Batches.stamp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.telemetry.TelemetryStore;
import org.khue.cloud.telemetry.TelemetryStore.Level;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Ack;
import org.khue.contract.Entry;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stream;

/// Minutes and hours tell what the readings tell, whatever comes late, again or in another order,
/// and wherever the job is killed.
@ExtendWith(ActingAsSystem.class)
class RollupTest {
  private static final long SEED = 20_261_124;
  private static final int ROUNDS = 40;
  private static final Instant START =
      Instant.now().minus(90, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);

  /// The same said in other words than the program's: minutes of all readings before the end.
  private static final String BY_HAND =
      """
      SELECT point_id, to_timestamp(floor(extract(epoch FROM time) / 60) * 60) AS start,
        sum(CASE WHEN ok THEN 1 ELSE 0 END)::int, sum(CASE WHEN ok AND flags %% 4 = 1 THEN 1 ELSE 0 END)::int,
        sum(CASE WHEN ok THEN 0 ELSE 1 END)::int, min(v), max(v), sum(v)
      FROM (SELECT point_id, time, flags, flags %% 4 < 2 AND value::text <> 'NaN' AS ok,
              CASE WHEN flags %% 4 < 2 THEN nullif(value, 'NaN') END AS v
            FROM telemetry.reading WHERE time < (SELECT until FROM telemetry.rolled)) r
      GROUP BY 1, 2\
      """;

  private static final String MADE =
      "SELECT point_id, start, count, uncertain, bad, min, max, sum FROM telemetry.minute";

  private static TestCloud cloud;
  private static Ingest ingest;
  private static Roller roller;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    ingest = cloud.bean(Ingest.class);
    roller = cloud.bean(Roller.class);
    cloud.execute("DELETE FROM telemetry.unrolled");
    cloud.execute("UPDATE telemetry.rolled SET until = '" + START + "'");
    // Kills the job's transactions at random, after their work and before their end.
    cloud.execute(
        "CREATE FUNCTION public.kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF random() <"
            + " 0.2 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NULL; END $$");
    for (String when :
        List.of(
            "INSERT OR DELETE ON telemetry.unrolled",
            "INSERT ON telemetry.hour",
            "DELETE ON telemetry.late")) {
      cloud.execute(
          "CREATE TRIGGER kill AFTER "
              + when
              + " FOR EACH STATEMENT EXECUTE FUNCTION public.kill()");
    }
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void rollupsEqualARecomputationFromReadings() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] cursors = {0, 0};
    Instant now = START;
    int killed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      now = now.plusSeconds(random.nextInt(3_600, 8_000));
      Instant moment = now;
      CompletableFuture<Boolean> job = CompletableFuture.supplyAsync(() -> runOnce(moment));
      for (int gateway = 0; gateway < 2; gateway++) {
        cursors[gateway] = send(random, "gw-" + (gateway + 1), cursors[gateway], now);
      }
      killed += job.get(60, TimeUnit.SECONDS) ? 0 : 1;
      if (round % 8 == 7) {
        assertEquals(List.of(), differences(now), "seed " + SEED + ", round " + round);
      }
    }
    assertTrue(killed > 3, "the job was killed " + killed + " times");
    for (String table : List.of("unrolled", "hour", "late")) {
      cloud.execute("DROP TRIGGER kill ON telemetry." + table);
    }
    roller.run(now);
    assertEquals(0, cloud.count("SELECT count(*) FROM telemetry.late"));
    assertEquals(0, cloud.count("SELECT count(*) FROM telemetry.unrolled"));
    assertEquals(0, different(), "seed " + SEED);
    assertTrue(cloud.count("SELECT count(*) FROM telemetry.minute") > 1_000);
    String hours =
        "SELECT point_id, date_trunc('hour', start, 'UTC'), sum(count), sum(bad), min(min),"
            + " max(max), sum(sum), count(nullif(count, 0)) FROM telemetry.minute WHERE start <"
            + " (SELECT date_trunc('hour', until, 'UTC') FROM telemetry.rolled) GROUP BY 1, 2";
    String made = "SELECT point_id, start, count, bad, min, max, sum, minutes FROM telemetry.hour";
    assertEquals(0, count(hours, made) + count(made, hours), "hours, seed " + SEED);

    // A fault that is planted must be found.
    cloud.execute(
        "UPDATE telemetry.minute SET max = max + 1 WHERE (point_id, start) = (SELECT point_id,"
            + " start FROM telemetry.minute WHERE count > 0 LIMIT 1)");
    assertNotEquals(0, different());
  }

  private static boolean runOnce(Instant now) {
    try {
      Acting.system("test").run(() -> roller.run(now));
      return true;
    } catch (DatabaseException e) {
      return false;
    }
  }

  private static long different() {
    String byHand = BY_HAND.formatted();
    return count(byHand, MADE) + count(MADE, byHand);
  }

  private static long count(String one, String other) {
    return cloud.count("SELECT count(*) FROM ((" + one + ") EXCEPT (" + other + ")) d");
  }

  /// What a query tells otherwise than the readings, at whatever state the job is.
  private static List<String> differences(Instant now) {
    TelemetryStore store = cloud.bean(TelemetryStore.class);
    Span period = new Span(START, now.plus(2, ChronoUnit.HOURS));
    List<String> differences = new ArrayList<>();
    for (String gateway : List.of("gw-1", "gw-2")) {
      Point point = new Point(gateway, "meter", "power", "1");
      var right = store.windows(point, period, Duration.ofHours(3), Level.RAW);
      for (Level level : List.of(Level.MINUTE, Level.HOUR)) {
        var found = store.windows(point, period, Duration.ofHours(3), level);
        if (found.size() != right.size()) {
          differences.add(level + ": " + found.size() + " windows, not " + right.size());
        }
        for (int i = 0; i < Math.min(found.size(), right.size()); i++) {
          var one = found.get(i);
          var other = right.get(i);
          if (one.count() != other.count()
              || one.bad() != other.bad()
              || one.uncertain() != other.uncertain()
              || Double.compare(one.min(), other.min()) != 0
              || Double.compare(one.max(), other.max()) != 0
              || one.sum() != other.sum()) {
            differences.add(level + ": " + one + " instead of " + other);
          }
        }
      }
    }
    return differences;
  }

  /// Sends some readings, now and then a batch twice or before its turn.
  private static long send(SplittableRandom random, String gateway, long cursor, Instant now)
      throws Exception {
    long next = cursor;
    for (int i = 0; i < 4; i++) {
      List<Entry> entries = new ArrayList<>();
      for (int n = random.nextInt(1, 60); n > 0; n--) {
        entries.add(reading(random, now));
      }
      if (random.nextInt(4) == 0) {
        Ack early = sent(ingest, gateway, batch(Stream.TELEMETRY, next + 2, entries));
        assertEquals(next, early.upToSeq());
      }
      for (int times = random.nextInt(1, 3); times > 0; times--) {
        sent(ingest, gateway, batch(Stream.TELEMETRY, next + 1, entries));
      }
      next += entries.size();
    }
    return next;
  }

  private static Reading reading(SplittableRandom random, Instant now) {
    long age =
        random.nextInt(3) == 0
            ? random.nextLong(Duration.between(START, now).toMillis() + 1)
            : random.nextLong(-60_000, 600_000);
    Quality quality = Quality.values()[Math.max(0, random.nextInt(-4, 3))];
    boolean bad = quality == Quality.BAD;
    return new Reading(
        stamp(now.minusMillis(age).truncatedTo(ChronoUnit.SECONDS)),
        "meter",
        random.nextInt(5) == 0 ? "voltage" : "power",
        bad ? Double.NaN : random.nextInt(-500, 500) / 2.0,
        "1",
        quality,
        quality == Quality.GOOD ? null : "timeout",
        true);
  }
}
