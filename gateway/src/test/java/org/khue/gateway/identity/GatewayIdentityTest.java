package org.khue.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.uplink.Access.Way;

/// Claim, renewal and wrong clocks, against the cloud's side over real HTTPS.
class GatewayIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Instant BUILT = NOW.minus(Duration.ofDays(60));
  private static final Duration AFTER_A_PAUSE = Duration.ofMinutes(20);

  @TempDir Path data;
  private final ManualTime time = new ManualTime();
  private FakeCertificateCloud cloud;

  @BeforeEach
  void open() throws Exception {
    cloud = new FakeCertificateCloud(NOW);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private GatewayIdentity gateway() {
    return gateway(cloud.fingerprint());
  }

  private GatewayIdentity gateway(String authority) {
    return new GatewayIdentity(
        new GatewayIdentity.Settings("lab-1", cloud.uri(), authority, FakeCertificateCloud.CODE),
        data,
        time,
        new TrustedTime(time, BUILT));
  }

  private Identity saved() throws IOException {
    return new IdentityFiles(data).load().orElseThrow();
  }

  private Path file(String name) {
    return data.resolve("identity").resolve(name);
  }

  @Test
  void aClaimMakesAKeyThatOnlyTheOwnerReadsAndThatNeverLeaves() throws Exception {
    GatewayIdentity identity = gateway();
    assertInstanceOf(Way.None.class, identity.way());
    identity.check();
    Way.Certificate way = assertInstanceOf(Way.Certificate.class, identity.way());
    assertEquals("ssl://127.0.0.1:8883", way.server());
    assertEquals(List.of("/api/v1/gateways/lab-1/claim"), cloud.paths);
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file("identity.pem"))));
    assertFalse(Files.exists(file("next-key.pem")));
    String sent = new String(cloud.bodies.getFirst(), StandardCharsets.ISO_8859_1);
    String key =
        Pem.of(saved().key()).lines().filter(line -> !line.startsWith("-")).findFirst().orElse("");
    assertFalse(sent.contains(key.substring(40)));
    assertEquals(cloud.asked.getFirst(), saved().own().getPublicKey());
    assertInstanceOf(Way.Certificate.class, gateway().way(), "after a restart");
    assertEquals(1, cloud.paths.size());
  }

  @Test
  void aCloudThatIsNotTheStickersGetsNothing() {
    GatewayIdentity identity = gateway("ab".repeat(32));
    identity.check();
    Way.None none = assertInstanceOf(Way.None.class, identity.way());
    assertTrue(none.why().contains("is not reached"), none.why());
    assertEquals(List.of(), cloud.paths, "the code was not sent");
    assertFalse(Files.exists(file("identity.pem")));
  }

  @Test
  void aLostAnswerIsAskedForAgainWithTheSameKey() throws Exception {
    cloud.lost = 1;
    gateway().check();
    assertFalse(Files.exists(file("identity.pem")));
    gateway().check(); // the power was cut in between
    assertEquals(2, cloud.asked.size());
    assertEquals(cloud.asked.get(0), cloud.asked.get(1));
    assertEquals(cloud.asked.get(0), saved().own().getPublicKey());
  }

  @Test
  void aRefusedCodeIsToldAndNotTriedAgain() {
    cloud.refusal = "This code is over: make a new one.";
    GatewayIdentity identity = gateway();
    identity.check();
    time.advance(AFTER_A_PAUSE);
    identity.check();
    assertEquals(1, cloud.paths.size());
    Way.None none = assertInstanceOf(Way.None.class, identity.way());
    assertTrue(none.why().contains("This code is over: make a new one."), none.why());
  }

  @Test
  void atTwoThirdsOfItsLifeItIsRenewedWithANewKey() throws Exception {
    GatewayIdentity identity = gateway();
    identity.check();
    Identity first = saved();
    time.advance(Duration.ofDays(59));
    cloud.now = NOW.plus(Duration.ofDays(59));
    identity.check();
    assertEquals(1, cloud.paths.size(), "not yet");
    time.advance(Duration.ofDays(2));
    cloud.now = NOW.plus(Duration.ofDays(61));
    cloud.lost = 1;
    identity.check();
    assertEquals(first.own(), saved().own(), "the old one stays until the new one is there");
    time.advance(AFTER_A_PAUSE);
    identity.check();
    Identity second = saved();
    assertEquals("/api/v1/gateways/lab-1/certificate", cloud.paths.getLast());
    assertEquals(3, cloud.asked.size());
    assertEquals(cloud.asked.get(1), cloud.asked.get(2), "the lost answer is asked for again");
    assertNotEquals(first.own().getPublicKey(), second.own().getPublicKey());
    assertEquals(second.ends(), identity.ends().orElseThrow());
    assertTrue(second.ends().isAfter(first.ends()));
    time.advance(AFTER_A_PAUSE);
    identity.check();
    assertEquals(3, cloud.asked.size(), "and then there is quiet");
  }

  @Test
  void whenTheCloudSaysThatItHasEndedItIsRenewedWhateverTheClockSays() throws Exception {
    GatewayIdentity identity = gateway();
    identity.check();
    identity.refused();
    identity.check();
    assertEquals(2, cloud.asked.size());
  }

  @Test
  void aClockOf1970LocksNobodyOut() throws Exception {
    time.wallJumps(Duration.between(NOW, Instant.EPOCH));
    GatewayIdentity identity = gateway();
    identity.check();
    assertInstanceOf(Way.Certificate.class, identity.way());
    // The next start, in 1970 again, when the cloud shows a certificate of a later year.
    Instant later = NOW.plus(Duration.ofDays(300));
    FakeAuthority authority = cloud.authority;
    X509Certificate server =
        authority.sign("server", FakeAuthority.keys().getPublic(), later, Duration.ofDays(90));
    TrustedTime unset = new TrustedTime(time, BUILT);
    unset.learn(saved().issued());
    new CloudTrust(cloud.fingerprint(), false, unset)
        .checkServerTrusted(new X509Certificate[] {server, authority.root}, "ECDHE_ECDSA");
    assertEquals(NOW, unset.now(), "no earlier than what the cloud has said");
  }

  @Test
  void anEndedCertificateOfTheCloudIsRefused() {
    X509Certificate ended =
        cloud.authority.sign(
            "server",
            FakeAuthority.keys().getPublic(),
            NOW.minus(Duration.ofDays(100)),
            Duration.ofDays(90));
    CloudTrust trust = new CloudTrust(cloud.fingerprint(), false, new TrustedTime(time, BUILT));
    assertThrows(
        CertificateException.class,
        () ->
            trust.checkServerTrusted(
                new X509Certificate[] {ended, cloud.authority.root}, "ECDHE_ECDSA"));
  }

  @Test
  void aFileThatOthersReadIsNotUsed() throws Exception {
    gateway().check();
    Files.setPosixFilePermissions(
        file("identity.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    Way.None none = assertInstanceOf(Way.None.class, gateway().way());
    assertTrue(none.why().contains("chmod 600"), none.why());
  }

  @Test
  void byHandItIsClaimedWithTheStickersWords() throws Exception {
    ClaimCommand.Sticker sticker =
        new ClaimCommand.Sticker(cloud.uri(), cloud.fingerprint(), FakeCertificateCloud.CODE);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    cloud.refusal = "There is no such code.";
    TrustedTime now = new TrustedTime(time, BUILT);
    assertFalse(ClaimCommand.run("lab-1", data, sticker, now, out, out));
    cloud.refusal = "";
    assertTrue(ClaimCommand.run("lab-1", data, sticker, now, out, out));
    String text = said.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("There is no such code."), text);
    assertTrue(text.contains("claimed: lab-1"), text);
    assertInstanceOf(Way.Certificate.class, gateway().way());
    assertEquals(
        3, new ClaimCommand.Sticker(URI.create("http://cloud.example"), "x", " ").faults().size());
  }
}
