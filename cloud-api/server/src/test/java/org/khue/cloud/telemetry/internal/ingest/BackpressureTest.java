package org.khue.cloud.telemetry.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.Database;
import org.khue.contract.Stream;
import org.khue.contract.wire.BatchCodec;

/// A database that stands still.
class BackpressureTest {
  private static final int BATCH = 5_000;

  /// The queue, see [Lane], and the group that is being written, which is the first batch alone.
  private static final long MOST_TAKEN = 200_000 + 2 * BATCH;

  private static final String WRITERS_THAT_WAIT =
      "SELECT count(*) FROM pg_locks WHERE relation = 'telemetry.cursor'::regclass AND NOT granted";

  @Test
  void aStalledDatabaseStopsTheSendersAndAllThatWasTakenArrivesAfterwards() throws Exception {
    try (TestCloud cloud = TestCloud.start();
        Connection stalling = cloud.bean(Database.class).ownerSource().getConnection()) {
      stalling.setAutoCommit(false);
      try (var statement = stalling.createStatement()) {
        statement.execute("LOCK TABLE telemetry.cursor IN ACCESS EXCLUSIVE MODE");
      }
      Ingest ingest = cloud.bean(Ingest.class);
      AtomicLong acknowledged = new AtomicLong();
      assertTrue(offer(ingest, 1, acknowledged));
      long taken = BATCH;
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> cloud.count(WRITERS_THAT_WAIT) > 0);
      while (offer(ingest, taken + 1, acknowledged)) {
        taken += BATCH;
        assertTrue(taken <= MOST_TAKEN, "the queue has no limit");
      }
      assertEquals(503, posted(cloud, taken + 1).statusCode());
      assertEquals(
          "2", posted(cloud, taken + 1).headers().firstValue("Retry-After").orElse("none"));
      assertEquals(0, acknowledged.get(), "nothing is acknowledged before its COMMIT");
      stalling.rollback();
      long all = taken;
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.get() == all);
      assertEquals(200, posted(cloud, taken + 1).statusCode());
      assertEquals(all + BATCH, cloud.count("SELECT count(*) FROM telemetry.reading"));
      assertEquals(all + BATCH, cloud.count("SELECT count(DISTINCT value) FROM telemetry.reading"));
    }
  }

  private static boolean offer(Ingest ingest, long first, AtomicLong acknowledged) {
    return ingest.offer(
        new Delivery(
            "gw-1",
            batch(Stream.TELEMETRY, first, numbered(first, first + BATCH - 1)),
            Instant.now(),
            ack -> acknowledged.accumulateAndGet(ack.upToSeq(), Math::max)));
  }

  private static HttpResponse<String> posted(TestCloud cloud, long first) {
    byte[] body =
        BatchCodec.write(batch(Stream.TELEMETRY, first, numbered(first, first + BATCH - 1)));
    String pair = "gw-1:" + TestCloud.secret("gw-1");
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    try (Reader reader = new Reader(cloud)) {
      return reader.send(
          reader
              .request("/api/v1/gateways/gw-1/batches")
              .header("Authorization", "Basic " + basic)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
  }
}
