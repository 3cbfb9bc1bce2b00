package org.khue.cloud.telemetry.internal.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.retention.Retention;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.TelemetryStore.Level;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Stream;

/// Partitions are made where data comes, and go when their time is over; what is coarser stays.
@ExtendWith(ActingAsSystem.class)
class PartitionTest {
  private static TestCloud cloud;
  private static Ingest ingest;
  private static Roller roller;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    ingest = cloud.bean(Ingest.class);
    roller = cloud.bean(Roller.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static List<List<Object>> tables(String like) {
    return cloud.rows(
        "SELECT relname::text FROM pg_class WHERE relname ~ '"
            + like
            + "' AND relkind = 'r' ORDER BY 1");
  }

  @Test
  void theTurnOfAYearFallsIntoTwoPartitionsOfEachKind() throws Exception {
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
    sent(
        ingest,
        "gw-1",
        batch(
            Stream.TELEMETRY,
            1,
            reading(newYear.minusMillis(1), "meter", "power", 1),
            reading(newYear, "meter", "power", 2)));
    roller.run();
    assertEquals(
        List.of(List.of("reading_20251231"), List.of("reading_20260101")),
        tables("^reading_(2025|202601)"));
    assertEquals(
        List.of(List.of("minute_202512"), List.of("minute_202601")),
        tables("^minute_20(2512|2601)$"));
    assertTrue(
        tables("^hour_20..$").containsAll(List.of(List.of("hour_2025"), List.of("hour_2026"))));
    assertEquals(
        List.of(List.of(1.0, 1L), List.of(2.0, 1L)),
        cloud.rows(
            "SELECT h.max, h.count FROM telemetry.hour h JOIN telemetry.point p ON p.id ="
                + " h.point_id JOIN telemetry.device d ON d.id = p.device_id WHERE d.gateway ="
                + " 'gw-1' ORDER BY start"));
  }

  @Test
  void noSenselessTimeMakesAPartition() throws Exception {
    int before = tables("^(reading|minute|hour)_[0-9]+$").size();
    sent(
        ingest,
        "gw-2",
        batch(
            Stream.TELEMETRY,
            1,
            reading(Instant.EPOCH, "meter", "power", 1),
            reading(Instant.parse("2023-12-31T23:59:59Z"), "meter", "power", 2),
            reading(Instant.parse("2190-01-01T00:00:00Z"), "meter", "power", 3)));
    roller.run();
    assertEquals(List.of(), tables("^(reading|minute|hour)_(19|20[013-9]|202[0-3]|2[1-9])"));
    assertTrue(tables("^(reading|minute|hour)_[0-9]+$").size() <= before + 2);
    assertEquals(
        3,
        cloud.count(
            "SELECT count(*) FROM telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id"
                + " JOIN telemetry.device d ON d.id = p.device_id WHERE d.gateway = 'gw-2' AND"
                + " r.time > now() - interval '1 hour'"));
  }

  @Test
  void lateReadingsOfADeletedDayAreAddedToWhatIsMade() throws Exception {
    Instant hour = Instant.now().minus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    sent(
        ingest,
        "gw-3",
        batch(
            Stream.TELEMETRY,
            1,
            reading(hour.plusSeconds(10), "meter", "power", 1),
            reading(hour.plusSeconds(20), "meter", "power", 5),
            reading(hour.plusSeconds(70), "meter", "power", 3)));
    roller.run();
    Retention retention = cloud.bean(Retention.class);
    retention.decide("telemetry.reading", 30);
    Map<String, Long> gone = retention.run();
    assertTrue(gone.containsKey("telemetry.minute") && gone.containsKey("telemetry.hour"));
    assertEquals(0, readingsOf("gw-3"));
    sent(
        ingest,
        "gw-3",
        batch(
            Stream.TELEMETRY,
            4,
            reading(hour.plusSeconds(30), "meter", "power", 9),
            reading(hour.plusSeconds(3_000), "meter", "power", -2)));
    roller.run();
    roller.run();
    assertEquals(0, readingsOf("gw-3"), "their time is over");
    TelemetryQuery query = cloud.bean(TelemetryQuery.class);
    var point = query.point("gw-3", "meter", "power", null);
    var windows =
        query.windows(point, new Span(hour, hour.plusSeconds(3_600)), Duration.ofSeconds(1));
    assertEquals(Level.MINUTE, windows.level(), "finer than what is left");
    assertEquals(List.of(3L, 1L, 1L), windows.windows().stream().map(one -> one.count()).toList());
    assertEquals(9, windows.windows().getFirst().max());
    assertEquals(15, windows.windows().getFirst().sum());
    var whole = query.windows(point, new Span(hour, hour.plusSeconds(3_600)), Duration.ofHours(4));
    assertEquals(Level.HOUR, whole.level());
    assertEquals(5, whole.windows().getFirst().count());
    assertEquals(-2, whole.windows().getFirst().min());
    assertEquals(3, whole.windows().getFirst().minutes());
    retention.decide("telemetry.reading", null);
  }

  private static long readingsOf(String gateway) {
    return cloud.count(
        "SELECT count(*) FROM telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id JOIN"
            + " telemetry.device d ON d.id = p.device_id WHERE d.gateway = '"
            + gateway
            + "'");
  }
}
