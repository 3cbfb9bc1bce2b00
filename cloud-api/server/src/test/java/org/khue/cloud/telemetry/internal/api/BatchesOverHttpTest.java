package org.khue.cloud.telemetry.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.Ack;
import org.khue.contract.Stream;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;

class BatchesOverHttpTest {
  @Test
  void aBatchIsTakenFromItsOwnGatewayOnlyAndAnsweredWithItsAck() throws Exception {
    try (TestCloud cloud = TestCloud.start()) {
      Api api = new Api(cloud);
      byte[] bytes = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 3000)));
      String own = basic("gw-1", TestCloud.secret("gw-1"));
      Ack ack = JsonCodec.read(api.postBatch("gw-1", own, bytes, 200), Ack.class);
      assertEquals(new Ack(Stream.TELEMETRY, 3000, null), ack);
      assertEquals(3000, cloud.count("SELECT count(*) FROM telemetry.reading"));
      assertTrue(cloud.bean(GatewayPresence.class).of("gw-1").orElseThrow().connected());
      api.postBatch("gw-1", own, "nonsense".getBytes(StandardCharsets.UTF_8), 400);
      api.postBatch("gw-2", own, bytes, 401);
      api.postBatch("gw-1", basic("gw-1", "wrong"), bytes, 401);
      api.postBatch("gw-1", "Basic !!!", bytes, 401);
      api.postBatch("gw-1", "", bytes, 401);
      api.postBatch("gw-1", "Bearer " + TestCloud.READ_TOKEN, bytes, 401);
      assertEquals(3000, cloud.count("SELECT count(*) FROM telemetry.reading"));
    }
  }

  @Test
  void tokensOpenTheirOwnDoorOnlyAndGuessingIsStopped() throws Exception {
    try (TestCloud cloud = TestCloud.start()) {
      Api api = new Api(cloud);
      String path = "/api/v1/telemetry/summary";
      assertEquals(0, api.summary().get("readings").asLong());
      api.get(path, "", 401);
      api.get(path, "Bearer " + TestCloud.LEDGER_TOKEN, 401);
      api.get(path, TestCloud.READ_TOKEN, 401);
      // Who showed nothing has guessed nothing: with the two above these are ten.
      for (int i = 0; i < 8; i++) {
        api.get(path, "Bearer guess" + i, 401);
      }
      api.get(path, "Bearer " + TestCloud.READ_TOKEN, 429);
    }
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
