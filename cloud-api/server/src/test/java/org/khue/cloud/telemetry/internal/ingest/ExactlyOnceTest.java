package org.khue.cloud.telemetry.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.NOW;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.event;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;
import static org.khue.cloud.telemetry.internal.ingest.Batches.send;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.contract.Ack;
import org.khue.contract.Entry;
import org.khue.contract.Gap;
import org.khue.contract.Stream;

/// The cursor rule, on a real database.
class ExactlyOnceTest {
  private static TestCloud cloud;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    ingest = cloud.bean(Ingest.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void aBatchBelowTheCursorIsAcknowledgedAgainAndChangesNothing() throws Exception {
    var batch = batch(Stream.TELEMETRY, 1, numbered(1, 10));
    assertEquals(new Ack(Stream.TELEMETRY, 10, null), sent(ingest, "gw-1", batch));
    assertEquals(new Ack(Stream.TELEMETRY, 10, null), sent(ingest, "gw-1", batch));
    assertEquals(10, readings("gw-1"));
  }

  @Test
  void ofAnOverlappingBatchOnlyTheNewPartIsTaken() throws Exception {
    sent(ingest, "gw-2", batch(Stream.TELEMETRY, 1, numbered(1, 10)));
    Ack ack = sent(ingest, "gw-2", batch(Stream.TELEMETRY, 6, numbered(6, 15)));
    assertEquals(new Ack(Stream.TELEMETRY, 15, null), ack);
    assertEquals(15, readings("gw-2"));
  }

  @Test
  void aBatchAboveTheCursorIsRefusedWithTheCursor() throws Exception {
    sent(ingest, "gw-3", batch(Stream.TELEMETRY, 1, numbered(1, 5)));
    Ack ack = sent(ingest, "gw-3", batch(Stream.TELEMETRY, 7, numbered(7, 9)));
    assertEquals(5, ack.upToSeq());
    assertNotNull(ack.refused());
    assertEquals(5, readings("gw-3"));
  }

  @Test
  void aGapMovesTheCursorByItsSpanAndIsRecorded() throws Exception {
    List<Entry> entries = new ArrayList<>(numbered(1, 2));
    entries.add(new Gap(Batches.stamp(NOW), 100, 0, 0, "disk-full"));
    entries.addAll(numbered(103, 104));
    assertEquals(104, sent(ingest, "gw-4", batch(Stream.TELEMETRY, 1, entries)).upToSeq());
    assertEquals(4, readings("gw-4"));
    assertEquals(100, cloud.count("SELECT sum(count) FROM telemetry.gap WHERE gateway = 'gw-4'"));
    // The same gap met from its middle: only the rest of it counts.
    Gap longer = new Gap(Batches.stamp(NOW), 60, 0, 0, "age");
    assertEquals(154, sent(ingest, "gw-4", batch(Stream.TELEMETRY, 95, longer)).upToSeq());
    assertEquals(150, cloud.count("SELECT sum(count) FROM telemetry.gap WHERE gateway = 'gw-4'"));
  }

  @Test
  void bothStreamsCountApart() throws Exception {
    var tap = event(NOW, "reader", "card.tap", Map.of("card", "aa"));
    assertEquals(1, sent(ingest, "gw-5", batch(Stream.EVENTS, 1, tap)).upToSeq());
    assertEquals(3, sent(ingest, "gw-5", batch(Stream.TELEMETRY, 1, numbered(1, 3))).upToSeq());
    assertEquals(1, cloud.count("SELECT count(*) FROM telemetry.event WHERE gateway = 'gw-5'"));
  }

  @Test
  void anyMixOfRepeatsReordersAndOverlapsHasEffectExactlyOnce() throws Exception {
    long seed = 20261124;
    SplittableRandom random = new SplittableRandom(seed);
    int total = 3_000;
    List<String> gateways = List.of("gw-6", "gw-7", "gw-8");
    List<CompletableFuture<Ack>> answers = new ArrayList<>();
    Map<String, Long> cursors = new java.util.HashMap<>();
    for (int round = 0; round < 400; round++) {
      for (String gateway : gateways) {
        long cursor = cursors.getOrDefault(gateway, 0L);
        long first = Math.max(1, cursor + 1 + random.nextInt(-60, 25));
        long last = Math.min(total, first + random.nextInt(80));
        if (first > last) {
          continue;
        }
        var batch = batch(Stream.TELEMETRY, first, numbered(first, last));
        CompletableFuture<Ack> answer = send(ingest, gateway, batch);
        answers.add(answer);
        // Mostly without waiting, as a gateway with a window does.
        if (random.nextInt(3) == 0) {
          Ack ack = answer.get(20, TimeUnit.SECONDS);
          assertTrue(ack.upToSeq() >= cursor, "the cursor went back, seed " + seed);
          cursors.put(gateway, ack.upToSeq());
        }
      }
    }
    for (CompletableFuture<Ack> answer : answers) {
      answer.get(20, TimeUnit.SECONDS);
    }
    for (String gateway : gateways) {
      long cursor =
          cloud.count("SELECT seq FROM telemetry.cursor WHERE gateway = '" + gateway + "'");
      sent(ingest, gateway, batch(Stream.TELEMETRY, cursor + 1, numbered(cursor + 1, total)));
      assertEquals(total, readings(gateway), "seed " + seed);
      assertEquals(
          total,
          cloud.count("SELECT count(DISTINCT value) " + from(gateway)),
          "different values, seed " + seed);
    }
    assertNull(answers.getFirst().get().refused());
  }

  private static long readings(String gateway) {
    long rows = cloud.count("SELECT count(*) " + from(gateway));
    assertEquals(
        rows,
        cloud.count(
            "SELECT readings FROM telemetry.cursor WHERE stream = 1 AND gateway = '"
                + gateway
                + "'"));
    return rows;
  }

  private static String from(String gateway) {
    return "FROM telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id JOIN"
        + " telemetry.device d ON d.id = p.device_id WHERE d.gateway = '"
        + gateway
        + "'";
  }
}
