package org.khue.gateway.uplink;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.uplink.FakeCloud.Taken;

/// The way over HTTPS, and the changes between it and MQTT.
class HttpsUplinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final GatewayClock CLOCK =
      new GatewayClock(
          new TimeSource() {
            @Override
            public long wallMicros() {
              return System.currentTimeMillis() * 1000;
            }

            @Override
            public long monotonicMicros() {
              return System.nanoTime() / 1000;
            }
          },
          1,
          ClockState.SYNCED);

  @TempDir Path directory;
  private final FakeCloud cloud = new FakeCloud();
  private final FakeHttpsCloud https = new FakeHttpsCloud(cloud);
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private Journal journal;
  private Uplink uplink;
  private long appended;

  @BeforeEach
  void open() throws IOException {
    journal = Journals.open(directory, JournalSettings.DEFAULTS, CLOCK);
    uplink = uplink(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
  }

  private void start(UplinkWay.Choice choice, UnaryOperator<byte[]> forgery) {
    uplink = uplink(choice, forgery);
    uplink.start();
  }

  private Uplink uplink(UplinkWay.Choice choice, UnaryOperator<byte[]> forgery) {
    UplinkSettings settings =
        new UplinkSettings(
            FakeCloud.GATEWAY,
            https.access(cloud.uri(), forgery),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            3,
            Duration.ofMillis(800),
            Duration.ofSeconds(10),
            choice);
    return new Uplink(
        settings,
        journal,
        CLOCK,
        () -> new GatewayFacts("1", "", 1, 1),
        List::of,
        commands::add,
        config -> {});
  }

  @AfterEach
  void close() throws IOException {
    uplink.close();
    journal.close();
    https.close();
    cloud.close();
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      long number = ++appended;
      Stamp at = new Stamp(number, number, 1, ClockState.SYNCED);
      journal.append(
          Stream.TELEMETRY,
          new Reading(at, "meter", "tick", number, "1", Quality.GOOD, null, true));
    }
  }

  private void assertAllArriveOnce() {
    await()
        .atMost(PATIENCE)
        .until(() -> journal.depth(Stream.TELEMETRY).acknowledgedSeq() >= appended);
    List<Taken> taken = cloud.taken(Stream.TELEMETRY);
    assertEquals(appended, taken.size());
    for (int i = 0; i < taken.size(); i++) {
      assertEquals(i + 1, taken.get(i).seq());
      assertEquals(i + 1.0, ((Reading) taken.get(i).entry()).value());
    }
  }

  private void awaitWay(UplinkWay way) {
    await().atMost(PATIENCE).until(() -> uplink.status().way() == way);
  }

  private String fault() {
    return String.valueOf(uplink.status().fault());
  }

  @Test
  void aClosedMqttPortIsGoneAroundAndMqttIsTakenAgainWhenItOpens() {
    cloud.down();
    start(UplinkWay.Choice.AUTO, UnaryOperator.identity());
    append(500);
    awaitWay(UplinkWay.HTTPS);
    assertAllArriveOnce();
    append(200);
    cloud.up();
    awaitWay(UplinkWay.MQTT);
    append(200);
    assertAllArriveOnce();
    cloud.down();
    append(200);
    awaitWay(UplinkWay.HTTPS);
    assertAllArriveOnce();
  }

  @Test
  void aConnectionThatLetsNothingThroughCountsAsNone() {
    cloud.deaf = true;
    start(UplinkWay.Choice.AUTO, UnaryOperator.identity());
    append(300);
    assertAllArriveOnce();
    assertTrue(https.batches > 0);
  }

  @Test
  void mqttAloneIsUsedWhereHttpsIsNotNeeded() {
    start(UplinkWay.Choice.AUTO, UnaryOperator.identity());
    append(300);
    assertAllArriveOnce();
    assertEquals(0, https.sizes.size());
    assertEquals(UplinkWay.MQTT, uplink.status().way());
  }

  @Test
  void aStopInTheMiddleLosesAndDoublesNothing() {
    start(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
    // The connection breaks before the answer, the batch is taken or not. Not each third time: that
    // could be the batch, after two questions, for ever.
    Random random = new Random(20261124);
    https.fault = exchange -> random.nextInt(3) == 0;
    for (int i = 0; i < 5; i++) {
      append(200);
      uplink.close();
      uplink = uplink(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
      uplink.start();
    }
    assertAllArriveOnce();
  }

  @Test
  void aProxysSignInPageIsNamed() {
    https.fault =
        exchange -> {
          FakeHttpsCloud.send(exchange, 200, "text/html", "<html>Please sign in</html>");
          return true;
        };
    start(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
    append(10);
    await().atMost(PATIENCE).until(() -> fault().contains("sign-in page"));
    https.fault = exchange -> false;
    assertAllArriveOnce();
  }

  @Test
  void patienceThatTheCloudAsksForIsKept() {
    start(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
    awaitWay(UplinkWay.HTTPS);
    long begin = System.nanoTime();
    https.fault =
        exchange -> {
          if (System.nanoTime() - begin > Duration.ofSeconds(1).toNanos()) {
            return false;
          }
          exchange.getResponseHeaders().add("Retry-After", "2");
          FakeHttpsCloud.send(exchange, 503, "text/html", "busy");
          return true;
        };
    append(100);
    assertAllArriveOnce();
    assertTrue(System.nanoTime() - begin > Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aBatchThatAProxyFindsTooLargeIsSentInSmallerOnes() {
    cloud.down();
    https.fault =
        exchange -> {
          if (https.sizes.getLast() < 6_000) {
            return false;
          }
          FakeHttpsCloud.send(exchange, 413, "text/html", "too large");
          return true;
        };
    append(5_000);
    uplink.start();
    assertAllArriveOnce();
    assertTrue(https.sizes.stream().anyMatch(size -> size > 6_000));
  }

  @Test
  void aWrongClockIsSetRightByTheCloudsAnswer() {
    https.aheadMillis = Duration.ofDays(9_000).toMillis();
    start(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
    append(10);
    assertAllArriveOnce();
    assertEquals(0, https.refused);
  }

  @Test
  void aSignatureThatTheCloudRefusesIsNamedAndTellsTheIdentity() {
    start(
        UplinkWay.Choice.HTTPS,
        signature -> {
          byte[] forged = signature.clone();
          forged[forged.length - 1] ^= 1;
          return forged;
        });
    append(10);
    await().atMost(PATIENCE).until(() -> fault().contains("not signed"));
    assertTrue(https.refused > 0);
    assertEquals(List.of(), cloud.taken(Stream.TELEMETRY));
  }

  @Test
  void aCommandComesOverHttpsToo() {
    Command command = new Command("c-1", "plug", "power-on", Map.of(), Long.MAX_VALUE);
    https.leave(Topics.command(FakeCloud.GATEWAY), command);
    start(UplinkWay.Choice.HTTPS, UnaryOperator.identity());
    await().atMost(PATIENCE).until(() -> commands.contains(command));
    assertEquals(1, commands.size());
  }
}
