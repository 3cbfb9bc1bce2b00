package org.khue.cloud.telemetry.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.contract.Ack;
import org.khue.contract.Stream;

/// PostgreSQL killed while the ingest writes.
class DatabaseLossTest {
  private static final int KILLS = 3;
  private static final int BATCH = 200;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoubledWhenPostgresIsKilled() throws Exception {
    try (TestCloud cloud = TestCloud.start(Map.of())) {
      Ingest ingest = cloud.bean(Ingest.class);
      Database database = cloud.bean(Database.class);
      AtomicLong acknowledged = new AtomicLong();
      CompletableFuture<Long> sender =
          CompletableFuture.supplyAsync(() -> sendUntilStopped(ingest, acknowledged));
      SplittableRandom random = new SplittableRandom(7);
      for (int kill = 1; kill <= KILLS; kill++) {
        long before = acknowledged.get();
        long pause = random.nextLong(100, 600);
        Awaitility.await()
            .atMost(60, TimeUnit.SECONDS)
            .pollDelay(pause, TimeUnit.MILLISECONDS)
            .until(() -> acknowledged.get() >= before + 5 * BATCH);
        long pid = Objects.requireNonNull(database.server()).pid();
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly(), "kill " + kill);
      }
      long after = acknowledged.get();
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> acknowledged.get() >= after + 5 * BATCH);
      stopping = true;
      long sent = sender.get(30, TimeUnit.SECONDS);
      assertEquals(sent, acknowledged.get());
      assertEquals(sent, cloud.count("SELECT count(*) FROM telemetry.reading"));
      assertEquals(sent, cloud.count("SELECT count(DISTINCT value) FROM telemetry.reading"));
    }
  }

  private volatile boolean stopping;

  private long sendUntilStopped(Ingest ingest, AtomicLong acknowledged) {
    try {
      while (!stopping) {
        long first = acknowledged.get() + 1;
        CompletableFuture<Ack> ack =
            Batches.send(
                ingest, "gw-1", batch(Stream.TELEMETRY, first, numbered(first, first + BATCH - 1)));
        acknowledged.set(ack.get(60, TimeUnit.SECONDS).upToSeq());
      }
      return acknowledged.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
