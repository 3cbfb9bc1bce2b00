package org.khue.cloud.fleet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.telemetry.internal.mqtt.TestGateway;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;

/// Claim, mTLS, renewal and revocation against a whole cloud.
@ExtendWith(ActingAsSystem.class)
class GatewayIdentityTest {
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

  /// The real time, plus what a test adds.
  private static final class MovingClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private static final MovingClock CLOCK = new MovingClock();
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.mqtt.tls.port", 0);
    cloud = TestCloud.start(settings, CLOCK);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void today() {
    CLOCK.ahead = Duration.ZERO;
    cloud.bean(GuessLimit.class).succeeded("gateway|127.0.0.1");
  }

  private static Claims.Made made(String gateway) {
    return cloud.bean(Claims.class).make(gateway, UNIT, Duration.ofHours(2));
  }

  private static ClaimedGateway claimed(String gateway) throws Exception {
    return ClaimedGateway.claimed(cloud, gateway, made(gateway).code());
  }

  private static long audited(String action, String gateway) {
    return cloud.count(
        "SELECT count(*) FROM platform.audit WHERE action = '%s' AND subject = '%s'"
            .formatted(action, gateway));
  }

  @Test
  void aClaimedGatewayLandsInTheUnitAndSendsOverMutualTls() throws Exception {
    ClaimedGateway gateway = claimed("lab-1");
    X509Certificate own = gateway.certificate();
    assertEquals("CN=lab-1", own.getSubjectX500Principal().getName());
    long days =
        Duration.between(Instant.now(), own.getNotAfter().toInstant()).plusHours(1).toDays();
    assertEquals(90, days);
    assertEquals(
        UNIT.toString(),
        String.valueOf(
            cloud
                .rows("SELECT unit_id FROM platform.machine WHERE id = 'lab-1'")
                .getFirst()
                .getFirst()));
    try (TestGateway connected = gateway.connect()) {
      connected.publish(batch(Stream.TELEMETRY, 1, numbered(1, 30)));
      assertEquals(30, connected.nextAck().upToSeq());
    }
    assertEquals(1, audited("gateway.claim-made", "lab-1"));
    assertEquals(1, audited("gateway.claimed", "lab-1"));
    assertTrue(
        Math.abs(gateway.answer.timeMillis() - System.currentTimeMillis()) < 60_000,
        "the answer tells the time");
  }

  @Test
  void keysOfTheAuthorityAreEncryptedAndTheirOwnersAlone() throws Exception {
    claimed("lab-files");
    Path directory = cloud.bean(DatabaseSettings.class).data().resolve("gateway-ca");
    for (String name : new String[] {"root.key", "intermediate.key"}) {
      Path file = directory.resolve(name);
      assertTrue(Files.readString(file).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    AuthorityFiles other = new AuthorityFiles(directory, "another passphrase");
    AuthorityException refused =
        assertThrows(AuthorityException.class, () -> Authority.open(other, CLOCK));
    assertTrue(String.valueOf(refused.getMessage()).contains("key backup"));
  }

  @Test
  void theSameKeyGetsTheSameCertificateAgainAndAnotherKeyNone() throws Exception {
    String code = made("lab-2").code();
    KeyPair keys = Forge.keys();
    HttpResponse<String> first = ClaimedGateway.claim(cloud, "lab-2", code, keys);
    HttpResponse<String> again =
        ClaimedGateway.claim(cloud, "lab-2", code.toLowerCase(Locale.ROOT), keys);
    assertEquals(200, again.statusCode(), again.body());
    assertEquals(
        ClaimedGateway.read(first).chain(),
        ClaimedGateway.read(again).chain(),
        "a lost answer is given again");
    assertEquals(1, cloud.count("SELECT count(*) FROM fleet.certificate WHERE gateway = 'lab-2'"));
    HttpResponse<String> thief = ClaimedGateway.claim(cloud, "lab-2", code, Forge.keys());
    assertEquals(409, thief.statusCode());
    assertTrue(thief.body().contains("used already"), thief.body());
    CLOCK.ahead = Duration.ofHours(3);
    assertEquals(409, ClaimedGateway.claim(cloud, "lab-2", code, keys).statusCode());
  }

  @Test
  void anExpiredWithdrawnOrForeignCodeIsRefusedWithWhatToDo() throws Exception {
    Claims.Made expired = made("lab-3");
    CLOCK.ahead = Duration.ofHours(3);
    HttpResponse<String> late = ClaimedGateway.claim(cloud, "lab-3", expired.code(), Forge.keys());
    assertEquals(410, late.statusCode());
    assertTrue(late.body().contains("make a new one"), late.body());
    Claims.Made fresh = made("lab-3");
    HttpResponse<String> other = ClaimedGateway.claim(cloud, "lab-x", fresh.code(), Forge.keys());
    assertEquals(409, other.statusCode());
    assertTrue(other.body().contains("gateway.yaml"), other.body());
    cloud.bean(Claims.class).withdraw(fresh.claim().id());
    assertEquals(
        410, ClaimedGateway.claim(cloud, "lab-3", fresh.code(), Forge.keys()).statusCode());
  }

  @Test
  void tenWrongTriesCloseACodeEvenForTheRightOne() throws Exception {
    String code = made("lab-4").code();
    String wrong = code.substring(0, 7) + "0000000000";
    for (int i = 0; i < 10; i++) {
      assertEquals(403, ClaimedGateway.claim(cloud, "lab-4", wrong, Forge.keys()).statusCode());
    }
    assertEquals(
        429,
        ClaimedGateway.claim(cloud, "lab-4", code, Forge.keys()).statusCode(),
        "the address has to wait");
    CLOCK.ahead = Duration.ofMinutes(2);
    HttpResponse<String> right = ClaimedGateway.claim(cloud, "lab-4", code, Forge.keys());
    assertEquals(410, right.statusCode());
    assertTrue(right.body().contains("wrong tries"), right.body());
  }

  @Test
  void aRevokedGatewayIsCutOffWithinFiveSecondsAndStaysOut() throws Exception {
    ClaimedGateway gateway = claimed("lab-5");
    try (TestGateway connected = gateway.connect()) {
      connected.publish(batch(Stream.TELEMETRY, 1, numbered(1, 5)));
      connected.nextAck();
      long before = System.nanoTime();
      cloud.bean(Revocations.class).revoke("lab-5", "lost on the way");
      assertEquals(0x87, connected.disconnects.poll(5, TimeUnit.SECONDS));
      Awaitility.await()
          .atMost(5, TimeUnit.SECONDS)
          .pollInterval(5, TimeUnit.MILLISECONDS)
          .until(() -> !connected.client.isConnected());
      System.out.println(
          "revocation: cut after " + (System.nanoTime() - before) / 1_000_000 + " ms");
    }
    assertEquals(0x8A, gateway.refusal(), "banned");
    assertEquals(403, gateway.renew(cloud, Forge.keys()).statusCode());
    Path list =
        cloud.bean(DatabaseSettings.class).data().resolve("gateway-broker").resolve("revoked.pem");
    assertTrue(Files.readString(list).startsWith("-----BEGIN X509 CRL-----"));
    assertEquals(1, audited("gateway.revoked", "lab-5"));
    try (TestGateway again = claimed("lab-5").connect()) {
      assertTrue(again.client.isConnected(), "a new claim lets it in again");
    }
  }

  @Test
  void touchingAnothersTopicEndsTheSessionAndIsAudited() throws Exception {
    ClaimedGateway gateway = claimed("lab-6");
    byte[] payload = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 5)));
    try (TestGateway connected = gateway.connect()) {
      connected.publish(Topics.up("lab-1", Stream.TELEMETRY), payload);
      assertEquals(0x87, connected.disconnects.poll(5, TimeUnit.SECONDS));
    }
    try (TestGateway connected = gateway.connect()) {
      connected.client.subscribe("khue/v1/+/command", 1);
      assertEquals(0x87, connected.disconnects.poll(5, TimeUnit.SECONDS));
    }
    Awaitility.await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> audited("gateway.trespassed", "lab-6") == 1);
    MqttException refused = assertThrows(MqttException.class, () -> gateway.connect("lab-1"));
    assertEquals(0x87, refused.getReasonCode(), "another's name");
  }

  @Test
  void withoutACertificateOfOurAuthorityNobodyGetsIn() throws Exception {
    ClaimedGateway gateway = claimed("lab-7");
    KeyPair keys = Forge.keys();
    Forge.Signer root = Forge.root(keys, Instant.now(), Duration.ofDays(9));
    KeyPair own = Forge.keys();
    X509Certificate forged =
        Forge.issue(
            root,
            "lab-7",
            own.getPublic(),
            Instant.now(),
            Duration.ofDays(9),
            Forge.Purpose.GATEWAY,
            null);
    String chain =
        AuthorityFiles.pem(forged)
            + gateway.answer.chain().substring(gateway.answer.chain().indexOf("-----END") + 25);
    ClaimedGateway stranger =
        new ClaimedGateway("lab-7", own, new CertificateAnswer(chain, gateway.answer.mqtt(), 0));
    stranger.leafOnly = true;
    assertThrows(MqttException.class, stranger::connect);
  }

  @Test
  void aRenewalGivesANewKeyACertificateAndLeavesTheOldOneGood() throws Exception {
    ClaimedGateway old = claimed("lab-8");
    KeyPair next = Forge.keys();
    assertEquals(401, old.renew(cloud, next, next).statusCode(), "signed by a strange key");
    assertEquals(422, old.renew(cloud, old.keys).statusCode(), "the old key again");
    HttpResponse<String> answer = old.renew(cloud, next);
    assertEquals(200, answer.statusCode(), answer.body());
    HttpResponse<String> again = old.renew(cloud, next);
    assertEquals(
        ClaimedGateway.read(answer).chain(), ClaimedGateway.read(again).chain(), "a lost answer");
    ClaimedGateway renewed = new ClaimedGateway("lab-8", next, ClaimedGateway.read(answer));
    assertNotEquals(old.certificate().getSerialNumber(), renewed.certificate().getSerialNumber());
    for (ClaimedGateway each : new ClaimedGateway[] {renewed, old}) {
      try (TestGateway connected = each.connect()) {
        assertTrue(connected.client.isConnected());
      }
    }
    assertEquals(1, audited("gateway.certificate-renewed", "lab-8"));
  }

  @Test
  void afterALongSummerTheEndedCertificateCanOnlyBeRenewed() throws Exception {
    ClaimedGateway gateway = claimed("lab-9");
    CLOCK.ahead = Duration.ofDays(120);
    gateway.ahead = CLOCK.ahead;
    assertEquals(0x87, gateway.refusal());
    KeyPair next = Forge.keys();
    HttpResponse<String> answer = gateway.renew(cloud, next);
    assertEquals(200, answer.statusCode(), answer.body());
    CLOCK.ahead = Duration.ofDays(500);
    assertEquals(403, gateway.renew(cloud, Forge.keys()).statusCode());
  }

  @Test
  void aWrongIdAndTooLongALifeAreRefused() {
    assertThrows(
        ProblemException.class,
        () -> cloud.bean(Claims.class).make("Lab 1", Reach.ROOT, Duration.ofHours(1)));
    assertThrows(
        ProblemException.class,
        () -> cloud.bean(Claims.class).make("lab-1", Reach.ROOT, Duration.ofDays(31)));
  }
}
