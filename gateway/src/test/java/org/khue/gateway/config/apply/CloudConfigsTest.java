package org.khue.gateway.config.apply;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ConfigMessage;
import org.khue.contract.EventKind;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.identity.ConfigTrust;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.testing.ConfigSigner;
import org.khue.gateway.testing.FakeFactory.Mood;
import org.khue.gateway.testing.ManualTime;

class CloudConfigsTest {
  private static final String GATEWAY = "gw-1";
  private static final String ONE = LiveRoom.text("meter:good", "plug:odd");
  private static final String TWO = LiveRoom.text("meter:good", "plug:odd:2");

  @TempDir Path directory;
  private final ConfigSigner cloud = new ConfigSigner();
  private final ManualTime time = new ManualTime();
  private @Nullable String authority = cloud.fingerprint();
  private LiveRoom room;
  private CloudConfigs configs;

  @BeforeEach
  void start() throws Exception {
    room = new LiveRoom(directory, "meter:good");
    configs = configs();
    await().until(() -> room.isOnline("meter"));
  }

  @AfterEach
  void end() {
    configs.close();
    room.close();
  }

  private CloudConfigs configs() {
    return new CloudConfigs(
        room.changes,
        new ConfigTrust(GATEWAY, () -> authority, new TrustedTime(new SystemTime(), Instant.EPOCH)),
        room.devices,
        new ConfigReports(room.recorder, room.clock, () -> false),
        time);
  }

  private void restart() throws Exception {
    configs.close();
    room.restart();
    configs = configs();
  }

  @Test
  void aSignedConfigurationRunsAndIsGoodWhenTheDevicesAreWell() {
    take(cloud.sign(GATEWAY, 4, ONE));
    assertEquals("4", room.changes.label());
    await().until(() -> room.isOnline("meter", "plug"));
    settle();
    Map<String, Object> applied = only(EventKind.CONFIG_APPLIED);
    assertEquals(4L, applied.get("version"));
    assertEquals(List.of("plug"), applied.get("added"));
    assertEquals(1, room.good.made.get());
    configs.look();
    assertEquals(ONE, last(EventKind.CONFIG_RUNNING).get("body"));
  }

  @Test
  void theSameVersionAgainIsNothing() {
    take(cloud.sign(GATEWAY, 4, ONE));
    settle();
    int before = room.journal.events().size();
    take(cloud.sign(GATEWAY, 4, ONE));
    assertEquals(before, room.journal.events().size());
  }

  @Test
  void whatIsOlderOrTheSameVersionWithAnotherTextIsRefused() {
    take(cloud.sign(GATEWAY, 4, ONE));
    settle();
    take(cloud.sign(GATEWAY, 3, TWO));
    assertEquals("older", only(EventKind.CONFIG_REFUSED).get("reason"));
    take(cloud.sign(GATEWAY, 4, TWO));
    assertEquals(2, room.events(EventKind.CONFIG_REFUSED).size());
    assertEquals(ONE, room.changes.text());
  }

  @Test
  void aRetainedBadMessageIsReportedOnce() throws Exception {
    ConfigMessage bad = cloud.sign("another", 9, ONE);
    take(bad);
    take(bad);
    restart();
    take(bad);
    assertEquals("other-gateway", only(EventKind.CONFIG_REFUSED).get("reason"));
  }

  @Test
  void anotherSignersAndAnotherPurposesSignaturesAreRefused() {
    take(new ConfigSigner().sign(GATEWAY, 5, ONE));
    assertEquals("signer", only(EventKind.CONFIG_REFUSED).get("reason"));
    ConfigSigner gateway = new ConfigSigner(KeyPurposeId.id_kp_clientAuth, "Ed25519");
    authority = gateway.fingerprint();
    take(gateway.sign(GATEWAY, 5, ONE));
    assertEquals("signer", last(EventKind.CONFIG_REFUSED).get("reason"));
    ConfigSigner ecdsa = new ConfigSigner(KeyPurposeId.id_kp_codeSigning, "EC");
    authority = ecdsa.fingerprint();
    take(ecdsa.sign(GATEWAY, 5, ONE));
    assertEquals(3, room.events(EventKind.CONFIG_REFUSED).size());
    assertEquals("", room.changes.label());
  }

  @Test
  void anOlderSigningKeyIsBelievedNoMore() {
    ConfigSigner newer = cloud.renewed(Instant.now().plusSeconds(30));
    take(newer.sign(GATEWAY, 4, ONE));
    take(cloud.sign(GATEWAY, 5, TWO));
    assertEquals("old-signer", only(EventKind.CONFIG_REFUSED).get("reason"));
  }

  @Test
  void aGatewayThatKnowsNoCloudTakesNothing() {
    authority = null;
    take(cloud.sign(GATEWAY, 4, ONE));
    assertEquals("no-trust", only(EventKind.CONFIG_REFUSED).get("reason"));
  }

  @Test
  void whatIsWrongIsReportedWithItsLines() {
    take(cloud.sign(GATEWAY, 4, LiveRoom.text("meter:good", "plug:nothing")));
    Map<String, Object> refused = only(EventKind.CONFIG_REFUSED);
    assertEquals("wrong", refused.get("reason"));
    assertTrue(String.valueOf(refused.get("problems")).contains("line=4"), refused.toString());
    assertEquals(List.of("meter"), room.ids());
    take(cloud.sign(GATEWAY, 5, ONE));
    assertEquals("5", room.changes.label());
  }

  @Test
  void itGoesBackByItselfWhenADeviceDoesNotComeBack() throws Exception {
    take(cloud.sign(GATEWAY, 4, ONE));
    await().until(() -> room.isOnline("meter", "plug"));
    settle();
    room.odd.probe = Mood.FAILS;
    take(cloud.sign(GATEWAY, 5, TWO));
    assertEquals("5", room.changes.label());
    time.advance(Duration.ofSeconds(59));
    configs.look();
    assertEquals("5", room.changes.label());
    time.advance(Duration.ofSeconds(1));
    configs.look();
    assertEquals("4", room.changes.label());
    assertEquals(ONE, room.changes.text());
    Map<String, Object> back = only(EventKind.CONFIG_ROLLED_BACK);
    assertEquals("health", back.get("reason"));
    assertEquals(5L, back.get("version"));
    assertEquals("4", back.get("running"));
    take(cloud.sign(GATEWAY, 5, TWO));
    assertEquals("4", room.changes.label());
    assertEquals(List.of(), room.events(EventKind.CONFIG_REFUSED));
    room.odd.probe = Mood.ANSWERS;
    await().until(() -> room.isOnline("plug"));
    take(cloud.sign(GATEWAY, 6, TWO));
    assertEquals("6", room.changes.label());
  }

  @Test
  void aDeviceThatWasAwayBeforeNeedNotComeBack() {
    room.odd.probe = Mood.FAILS;
    take(cloud.sign(GATEWAY, 4, ONE));
    time.advance(Duration.ofSeconds(6));
    configs.look();
    assertEquals(1, room.events(EventKind.CONFIG_APPLIED).size());
  }

  @Test
  void startsThatAreCutOffAreBounded() throws Exception {
    take(cloud.sign(GATEWAY, 4, ONE));
    for (int i = 0; i < StartingRoom.MOST_STARTS; i++) {
      restart();
      assertEquals("4", room.changes.label(), "start " + i);
    }
    restart();
    assertEquals("", room.changes.label());
    assertEquals(List.of("meter"), room.ids());
    configs.look();
    assertEquals("restarts", only(EventKind.CONFIG_ROLLED_BACK).get("reason"));
    configs.look();
    assertEquals(1, room.events(EventKind.CONFIG_ROLLED_BACK).size());
    take(cloud.sign(GATEWAY, 4, ONE));
    assertEquals("", room.changes.label(), "a version that was given up is not tried again");
  }

  @Test
  void aTrialGoesOnAfterAPowerCut() throws Exception {
    take(cloud.sign(GATEWAY, 4, ONE));
    restart();
    await().until(() -> room.isOnline("meter", "plug"));
    configs.look();
    settle();
    assertEquals(4L, only(EventKind.CONFIG_APPLIED).get("version"));
    restart();
    assertEquals("4", room.changes.label());
  }

  @Test
  void anOwnChangeIsToldAndGivesWayToALaterVersion() {
    take(cloud.sign(GATEWAY, 4, ONE));
    settle();
    String own = LiveRoom.text("meter:good", "lamp:odd");
    room.changes.change(own);
    assertEquals("4+", room.changes.label());
    configs.look();
    assertEquals(own, last(EventKind.CONFIG_RUNNING).get("body"));
    assertEquals(true, last(EventKind.CONFIG_RUNNING).get("own"));
    take(cloud.sign(GATEWAY, 4, ONE));
    assertEquals("4+", room.changes.label());
    take(cloud.sign(GATEWAY, 5, TWO));
    assertEquals("5", room.changes.label());
  }

  private void take(ConfigMessage message) {
    configs.accept(JsonCodec.write(message));
    configs.look();
  }

  /// Time passes until what is on trial is good.
  private void settle() {
    await().until(() -> room.isOnline(room.ids().toArray(String[]::new)));
    time.advance(Duration.ofSeconds(6));
    configs.look();
  }

  private Map<String, Object> only(String kind) {
    assertEquals(1, room.events(kind).size(), kind + " in " + room.journal.events());
    return room.events(kind).getFirst().details();
  }

  private Map<String, Object> last(String kind) {
    return room.events(kind).getLast().details();
  }
}
