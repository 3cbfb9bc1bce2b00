package org.khue.cloud.telemetry.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.bad;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.telemetry.Export;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.ingest.Partitions;
import org.khue.contract.Entry;
import org.khue.contract.Stream;

@ExtendWith(ActingAsSystem.class)
class HistoryTest {
  private static final Instant START =
      Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
  private static TestCloud cloud;
  private static TelemetryQuery query;

  @BeforeAll
  static void start() throws Exception {
    cloud = TestCloud.start();
    query = cloud.bean(TelemetryQuery.class);
    List<Entry> entries = new ArrayList<>();
    for (int second = 0; second < 600; second++) {
      if (second < 120 || second >= 240) {
        entries.add(reading(START.plusSeconds(second), "meter", "power", second));
      }
    }
    entries.add(bad(START.plusSeconds(200), "meter", "power"));
    entries.add(reading(START.plusSeconds(30), "climate", "co2", 600));
    entries.add(reading(START.minus(40, ChronoUnit.DAYS), "meter", "power", 7));
    sent(cloud.bean(Ingest.class), "gw-1", batch(Stream.TELEMETRY, 1, entries));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void aHistoryComesInBucketsAndLeavesTheHoleOpen() {
    var buckets = query.history("gw-1", "meter", "power", START, START.plusSeconds(600), 10);
    assertEquals(9, buckets.size());
    assertEquals(new TelemetryQuery.Bucket(START, 60, 0, 0, 59, 29.5, 1), buckets.getFirst());
    var failed = buckets.get(2);
    assertEquals(START.plusSeconds(180), failed.start());
    assertEquals(0, failed.count());
    assertEquals(1, failed.bad());
    assertTrue(Double.isNaN(failed.mean()));
    assertEquals(600 - 1, buckets.getLast().max());
    assertEquals(
        List.of(), query.history("gw-1", "meter", "none", START, START.plusSeconds(9), 10));
  }

  @Test
  void lateDataGetsItsOwnPartition() {
    Instant then = START.minus(40, ChronoUnit.DAYS);
    var buckets = query.history("gw-1", "meter", "power", then, then.plusSeconds(1), 1);
    assertEquals(7, buckets.getFirst().mean());
  }

  @Test
  void coverageCountsMinutesWithValues() {
    var coverage = query.coverage("gw-1", START, START.plusSeconds(600));
    assertEquals(
        List.of(
            new TelemetryQuery.Coverage("climate", 1, 10),
            new TelemetryQuery.Coverage("meter", 8, 10)),
        coverage);
    Instant now = Instant.now();
    long minutes = query.coverage("gw-1", START, now.plusSeconds(86_400)).getFirst().minutes();
    assertTrue(minutes >= 180 && minutes <= 182, "up to now only: " + minutes);
  }

  @Test
  void theExportIsCsvWithTheRawRows() throws Exception {
    Span period = new Span(START.plusSeconds(118), START.plusSeconds(241));
    Export export =
        query.export(query.point("gw-1", "meter", "power", null), period, Export.Format.CSV);
    String csv = new String(export.stream(Supplier::get).readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(
        "time,value,unit,quality,reason,simulated\r\n"
            + START.plusSeconds(118)
            + ",118.0,1,good,,true\r\n"
            + START.plusSeconds(119)
            + ",119.0,1,good,,true\r\n"
            + START.plusSeconds(200)
            + ",,1,bad,timeout,true\r\n"
            + START.plusSeconds(240)
            + ",240.0,1,good,,true\r\n",
        csv);
  }

  @Test
  void oldPartitionsAreIndexedByPoint() throws Exception {
    cloud.bean(Partitions.class).seal();
    assertTrue(
        cloud.count(
                "SELECT count(*) FROM pg_indexes WHERE schemaname = 'telemetry' AND indexname LIKE"
                    + " 'reading_%_point'")
            >= 1);
    cloud.bean(Partitions.class).seal();
  }

  @Test
  void liveValuesAreDeliveredAndAreThereAgainAfterARestart() throws Exception {
    var settings = TestDatabase.create();
    try (TestCloud first = TestCloud.start(settings)) {
      LiveValues live = first.bean(LiveValues.class);
      LinkedBlockingQueue<List<LiveValue>> seen = new LinkedBlockingQueue<>();
      try (var wanted = live.subscribe(value -> value.device().equals("meter"), seen::add)) {
        sent(
            first.bean(Ingest.class),
            "gw-2",
            batch(
                Stream.TELEMETRY,
                1,
                reading(START.plusSeconds(50), "meter", "power", 1),
                reading(START.plusSeconds(10), "meter", "power", 2),
                reading(START, "climate", "co2", 3)));
        List<LiveValue> values = seen.poll(10, TimeUnit.SECONDS);
        assertEquals(1, values.size());
        assertEquals(2, values.getFirst().value(), "what came last counts, not the latest time");
      }
      assertEquals(2, live.ofGateway("gw-2").size());
    }
    try (TestCloud second = TestCloud.start(settings)) {
      LiveValues live = second.bean(LiveValues.class);
      LiveValue power = live.latest("gw-2", "meter", "power").orElseThrow();
      // In the database only the time tells which is newest.
      assertEquals(START.plusSeconds(50), power.at());
      assertTrue(power.simulated());
    }
  }

  @Test
  void aSlowReceiverGetsTheNewestAndHoldsUpNothing() throws Exception {
    LiveValues live = cloud.bean(LiveValues.class);
    Ingest ingest = cloud.bean(Ingest.class);
    LinkedBlockingQueue<Double> seen = new LinkedBlockingQueue<>();
    var gate = new java.util.concurrent.CountDownLatch(1);
    try (var slow =
        live.subscribe(
            value -> value.gateway().equals("gw-3"),
            values -> {
              values.forEach(value -> seen.add(value.value()));
              try {
                gate.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      for (int i = 1; i <= 50; i++) {
        sent(ingest, "gw-3", batch(Stream.TELEMETRY, i, reading(START, "meter", "power", i)));
      }
      gate.countDown();
      double first = seen.poll(10, TimeUnit.SECONDS);
      double last = first;
      while (last < 50) {
        last = seen.poll(10, TimeUnit.SECONDS);
      }
      assertTrue(first < 50 && seen.isEmpty());
    }
  }
}
