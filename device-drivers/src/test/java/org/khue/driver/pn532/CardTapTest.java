package org.khue.driver.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.khue.driver.ContractPeer.Mood;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Outcome;
import org.khue.driver.RealTime;
import org.khue.driver.RecordingSink;
import org.khue.driver.Specs;
import org.khue.driver.TestLinks;

/// From a card at the antenna to the lamp.
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs pseudo terminals of Linux")
class CardTapTest {
  private static final Duration AMPLE = Duration.ofSeconds(5);
  private static final int LIT = 0xB4;
  private static final int DARK = 0x94;

  private final TestLinks links = new TestLinks();
  private final RecordingSink sink = new RecordingSink();
  private final Pn532Peer peer;
  private final Driver driver;

  CardTapTest() throws IOException {
    peer = new Pn532Peer();
    driver =
        new Pn532Factory()
            .create(
                new DeviceConfig("reader", peer.connection(), "room.yaml:1"),
                Specs.profile("pn532", List.of(), List.of()),
                links,
                RealTime.CLOCK);
  }

  @BeforeEach
  void listen() {
    assertInstanceOf(Outcome.Ok.class, driver.probe(RealTime.in(AMPLE)));
    assertEquals(List.of(DARK), peer.lamps, "dark from the start");
    peer.lamps.clear();
    driver.listen(sink);
  }

  @AfterEach
  void close() {
    driver.close();
    peer.close();
  }

  private void awaitTaps(int count) {
    Awaitility.await().atMost(AMPLE).until(() -> sink.events.size() >= count);
  }

  private void stays(Duration while_, Runnable check) {
    Awaitility.await().during(while_).atMost(AMPLE).untilAsserted(check::run);
  }

  @Test
  void aTapCarriesTheHashAndNeverTheNumber() {
    peer.show("04a1b2c3d4e5f6");
    awaitTaps(1);
    String hash = links.cardHash(HexFormat.of().parseHex("04a1b2c3d4e5f6"));
    assertEquals(
        new RecordingSink.Seen(
            "card.tap", Map.of("card", hash, "assurance", "uid", "technology", "iso14443a")),
        sink.events.getFirst());
  }

  @Test
  void aCardThatStaysIsOneTap() {
    peer.show("04a1b2c3");
    awaitTaps(1);
    stays(Duration.ofMillis(1_200), () -> assertEquals(1, sink.events.size()));
  }

  @Test
  void aCardTakenAwayAndShownAgainIsAnotherTap() {
    peer.show("04a1b2c3");
    awaitTaps(1);
    peer.takeAway();
    stays(Presence.ABSENT_AFTER.multipliedBy(2), () -> assertEquals(1, sink.events.size()));
    peer.show("04a1b2c3");
    awaitTaps(2);
  }

  @Test
  void anotherCardIsATapAtOnce() {
    peer.show("04a1b2c3");
    awaitTaps(1);
    peer.show("14a1b2c3");
    awaitTaps(2);
    assertTrue(!sink.events.get(0).equals(sink.events.get(1)));
  }

  @Test
  void aPhoneThatChangesItsNumberIsOneTapAndSaysRandom() {
    peer.show("08a1b2c3");
    awaitTaps(1);
    peer.show("08ffffff");
    stays(Duration.ofMillis(600), () -> assertEquals(1, sink.events.size()));
    assertEquals("random", sink.events.getFirst().details().get("assurance"));
  }

  @Test
  void theLampIsLitOnlyWhenTheTapIsOnDiskAndGoesOutAgain() {
    sink.journal = new CompletableFuture<>();
    peer.show("04a1b2c3");
    awaitTaps(1);
    stays(Duration.ofMillis(500), () -> assertEquals(List.of(), peer.lamps));
    sink.journal.complete(null);
    Awaitility.await().atMost(AMPLE).until(() -> peer.lamps.equals(List.of(LIT, DARK)));
    stays(Duration.ofMillis(400), () -> assertEquals(List.of(LIT, DARK), peer.lamps));
  }

  @Test
  void aTapThatCouldNotBeKeptGetsNoLamp() {
    sink.journal = CompletableFuture.failedFuture(new IOException("disk full"));
    peer.show("04a1b2c3");
    awaitTaps(1);
    stays(Duration.ofMillis(700), () -> assertEquals(List.of(), peer.lamps));
  }

  @Test
  void aTapKeptTooLateGetsNoLamp() {
    sink.journal = new CompletableFuture<>();
    peer.show("04a1b2c3");
    awaitTaps(1);
    stays(Duration.ofMillis(3_100), () -> assertEquals(List.of(), peer.lamps));
    sink.journal.complete(null);
    stays(Duration.ofMillis(400), () -> assertEquals(List.of(), peer.lamps));
  }

  @Test
  void theStatusCanBeReadWhileCardsAreSearched() {
    peer.show("04a1b2c3");
    var status = List.of(Specs.point("status", Map.of("status", "firmware")));
    for (int i = 0; i < 20; i++) {
      assertInstanceOf(
          Outcome.Ok.class, driver.read(status, RealTime.in(AMPLE)).get("status"), "read " + i);
    }
    awaitTaps(1);
    assertEquals(List.of(), sink.losses);
  }

  @Test
  void aReaderThatIsPluggedOutAndInIsLostOnceAndReadsGoneUntilItIsProbed() {
    peer.hangUp();
    peer.mood(Mood.WELL);
    Awaitility.await().atMost(AMPLE).until(() -> !sink.losses.isEmpty());
    assertEquals("gone", sink.losses.getFirst().code());
    var status = List.of(Specs.point("status", Map.of("status", "firmware")));
    assertInstanceOf(Outcome.Failed.class, driver.read(status, RealTime.in(AMPLE)).get("status"));
    stays(Duration.ofMillis(400), () -> assertEquals(1, sink.losses.size()));
  }

  @Test
  void aReaderThatFallsSilentIsLostAfterThreeTries() {
    peer.mood(Mood.SILENT);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !sink.losses.isEmpty());
    assertEquals("timeout", sink.losses.getFirst().code());
  }
}
