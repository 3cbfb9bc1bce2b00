package org.khue.cloud.fleet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.contract.Ack;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Credentials;
import org.khue.contract.GatewayState;
import org.khue.contract.HttpMessages;
import org.khue.contract.SignedRequest;
import org.khue.contract.SignedRequest.What;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;

/// What gateways with certificates send over HTTPS, and who is refused.
@ExtendWith(ActingAsSystem.class)
class HttpsUplinkTest {
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b2");
  private static final byte[] STATE =
      JsonCodec.write(
          new GatewayState(true, "1", 1, ClockState.SYNCED, 0, 86_400, 90_000, "", 2, 3));

  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static ClaimedGateway claimed(String id) throws Exception {
    return ClaimedGateway.claimed(
        cloud, id, cloud.bean(Claims.class).make(id, UNIT, Duration.ofHours(2)).code());
  }

  @BeforeEach
  void nobodyHasGuessed() {
    for (String id : new String[] {"web-1", "web-2", "web-3"}) {
      cloud.bean(GuessLimit.class).succeeded("signed|127.0.0.1|" + id);
    }
  }

  /// A request as it is meant to be.
  private static HttpResponse<String> send(ClaimedGateway gateway, What what, byte[] body)
      throws Exception {
    return send(gateway, gateway.id, what, what, System.currentTimeMillis(), body, body);
  }

  private static HttpResponse<String> send(
      ClaimedGateway signer,
      String path,
      What signed,
      What what,
      long timeMillis,
      byte[] signedBody,
      byte[] body)
      throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer.keys.getPrivate());
    signature.update(SignedRequest.content(path, signed, timeMillis, signedBody));
    String proof =
        signer.certificate().getSerialNumber().toString(16)
            + ":"
            + timeMillis
            + ":"
            + Base64.getEncoder().encodeToString(signature.sign());
    try (Reader reader = new Reader(cloud)) {
      return reader.send(
          reader
              .request("/api/v1/gateways/" + path + "/" + what.path())
              .header("Authorization", Credentials.SIGNED + " " + proof)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
  }

  private static byte[] bytes(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue(SignedRequest.TIME).isPresent());
    return answer.body().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aSignedBatchIsTakenOnceAndTheGatewayCountsAsConnected() throws Exception {
    ClaimedGateway gateway = claimed("web-1");
    byte[] sent = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 300)));
    Ack expected = new Ack(Stream.TELEMETRY, 300, null);
    assertEquals(expected, JsonCodec.read(bytes(send(gateway, What.BATCHES, sent)), Ack.class));
    assertEquals(expected, JsonCodec.read(bytes(send(gateway, What.BATCHES, sent)), Ack.class));
    assertEquals(
        300,
        cloud.count(
            "SELECT readings FROM telemetry.cursor WHERE gateway = 'web-1' AND stream = 1"));
    assertTrue(cloud.bean(GatewayPresence.class).of("web-1").orElseThrow().connected());
  }

  @Test
  void nothingButTheGatewaysOwnFreshSignatureOpensTheDoor() throws Exception {
    ClaimedGateway gateway = claimed("web-2");
    ClaimedGateway other = claimed("web-3");
    byte[] sent = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 3)));
    byte[] changed = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(2, 4)));
    long now = System.currentTimeMillis();
    assertRefused(send(other, "web-2", What.BATCHES, What.BATCHES, now, sent, sent));
    assertRefused(send(gateway, "web-3", What.BATCHES, What.BATCHES, now, sent, sent));
    assertRefused(send(gateway, "web-2", What.BATCHES, What.BATCHES, now, sent, changed));
    assertRefused(send(gateway, "web-2", What.LIVE, What.BATCHES, now, sent, sent));
    for (long ahead : new long[] {-200_000, 200_000}) {
      HttpResponse<String> late =
          send(gateway, "web-2", What.BATCHES, What.BATCHES, now + ahead, sent, sent);
      assertRefused(late);
      long told = Long.parseLong(late.headers().firstValue(SignedRequest.TIME).orElse("0"));
      assertTrue(Math.abs(told - now) < 60_000, "the refusal tells the time");
    }
    assertEquals(0, cloud.count("SELECT count(*) FROM telemetry.cursor WHERE gateway = 'web-2'"));
    assertEquals(200, send(gateway, What.BATCHES, sent).statusCode());
    cloud.bean(Revocations.class).revoke("web-2", "lost on the way");
    HttpResponse<String> revoked = send(gateway, What.BATCHES, changed);
    assertEquals(403, revoked.statusCode());
    assertTrue(revoked.body().contains("claim it again"), revoked.body());
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertEquals(401, answer.statusCode(), answer.body());
  }

  @Test
  void whatWaitsForAGatewayComesWithItsStateOnce() throws Exception {
    ClaimedGateway gateway = claimed("web-4");
    GatewayDownlink downlink = cloud.bean(GatewayDownlink.class);
    Command command = new Command("c-1", "plug", "power-on", Map.of(), Long.MAX_VALUE);
    assertFalse(downlink.send("web-4", command), "nobody comes for it");
    assertEquals(0, fetched(gateway).messages().size());
    assertTrue(downlink.send("web-4", command));
    HttpMessages.Message message = fetched(gateway).messages().getFirst();
    assertEquals(Topics.command("web-4"), message.topic());
    assertEquals(command, JsonCodec.read(message.payload(), Command.class));
    assertEquals(0, fetched(gateway).messages().size());
    GatewayState state = cloud.bean(GatewayPresence.class).of("web-4").orElseThrow().state();
    assertEquals(3, Objects.requireNonNull(state).devicesTotal());
  }

  private static HttpMessages fetched(ClaimedGateway gateway) throws Exception {
    return JsonCodec.read(bytes(send(gateway, What.STATE, STATE)), HttpMessages.class);
  }

  @Test
  void liveReadingsAreShownBeforeTheBacklogAndNotKept() throws Exception {
    ClaimedGateway gateway = claimed("web-5");
    Instant now = Instant.now();
    Instant yesterday = now.minus(Duration.ofDays(1));
    deliver(gateway, 1, yesterday, 1);
    assertEquals(1, shown(), "a point that was committed once is on the board");
    byte[] live =
        BatchCodec.write(
            batch(
                Stream.TELEMETRY,
                1,
                reading(now, "meter", "watt", 50),
                reading(now, "meter", "never-committed", 1)));
    assertEquals(200, send(gateway, What.LIVE, live).statusCode());
    assertEquals(50, shown());
    deliver(gateway, 2, yesterday.plusSeconds(10), 2);
    assertEquals(50, shown(), "the backlog does not take its place");
    deliver(gateway, 3, now.plusSeconds(1), 51);
    assertEquals(51, shown(), "what is newer does");
    LiveValues values = cloud.bean(LiveValues.class);
    assertEquals(1, values.ofGateway("web-5").size(), "nobody fills the board with names");
    assertEquals(
        3,
        cloud.count(
            "SELECT readings FROM telemetry.cursor WHERE gateway = 'web-5' AND stream = 1"));
  }

  private static double shown() {
    return cloud.bean(LiveValues.class).latest("web-5", "meter", "watt").orElseThrow().value();
  }

  private static void deliver(ClaimedGateway gateway, long seq, Instant at, double value)
      throws Exception {
    byte[] sent =
        BatchCodec.write(batch(Stream.TELEMETRY, seq, reading(at, "meter", "watt", value)));
    bytes(send(gateway, What.BATCHES, sent));
  }
}
