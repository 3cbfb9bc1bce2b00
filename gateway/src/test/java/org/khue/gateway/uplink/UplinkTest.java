package org.khue.gateway.uplink;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Gap;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.uplink.FakeCloud.Taken;

class UplinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
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
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private final List<byte[]> configs = new CopyOnWriteArrayList<>();
  private volatile GatewayFacts facts = new GatewayFacts("0.1.0", "", 1, 2);
  private Journal journal;
  private Uplink uplink;
  private long appended;

  @BeforeEach
  void open() throws IOException {
    journal = Journals.open(directory, JournalSettings.DEFAULTS, CLOCK);
    uplink = uplink(FakeCloud.SECRET);
  }

  private Uplink uplink(String secret) {
    UplinkSettings settings =
        new UplinkSettings(
            FakeCloud.GATEWAY,
            Access.secret(cloud.uri(), secret),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            3,
            Duration.ofMillis(400),
            Duration.ofSeconds(10),
            UplinkWay.Choice.AUTO);
    return new Uplink(settings, journal, CLOCK, () -> facts, List::of, commands::add, configs::add);
  }

  @AfterEach
  void close() throws IOException {
    uplink.close();
    journal.close();
    cloud.close();
  }

  private void append(Stream stream, int count) {
    for (int i = 0; i < count; i++) {
      long number = ++appended;
      Stamp at = new Stamp(number, number, 1, ClockState.SYNCED);
      journal.append(
          stream, new Reading(at, "meter", "tick", number, "1", Quality.GOOD, null, true));
    }
  }

  private void assertExactly(Stream stream, int count) {
    assertExactly(stream, count, 0);
  }

  /// @param leapsTo where the numbers may leap to
  private void assertExactly(Stream stream, int count, long leapsTo) {
    await().atMost(PATIENCE).untilAsserted(() -> assertTrue(cloud.taken(stream).size() >= count));
    List<Taken> taken = cloud.taken(stream);
    assertEquals(count, taken.size());
    for (int i = 1; i < count; i++) {
      long seq = taken.get(i).seq();
      assertTrue(seq == taken.get(i - 1).seq() + 1 || seq == leapsTo, "number " + seq);
      assertTrue(
          taken.get(i - 1).entry().at().wallMicros() < taken.get(i).entry().at().wallMicros());
    }
    await().atMost(PATIENCE).until(() -> journal.depth(stream).waiting() == 0);
  }

  @Test
  void whatIsAppendedArrivesOnceAndInOrder() {
    uplink.start();
    append(Stream.TELEMETRY, 500);
    append(Stream.EVENTS, 3);
    assertExactly(Stream.EVENTS, 3);
    assertExactly(Stream.TELEMETRY, 500);
    assertTrue(uplink.status().connected());
    assertTrue(uplink.status().lastAckWallMicros() > 0);
  }

  @Test
  void whatWasAppendedBeforeTheCloudIsThereArrivesLater() {
    cloud.down();
    uplink.start();
    append(Stream.TELEMETRY, 300);
    await().atMost(PATIENCE).until(() -> fault().contains("cannot connect to the cloud"));
    assertFalse(uplink.status().connected());
    cloud.up();
    assertExactly(Stream.TELEMETRY, 300);
  }

  private String fault() {
    return String.valueOf(uplink.status().fault());
  }

  @Test
  void aLostAcknowledgementIsMadeUpFor() {
    cloud.faults = (batch, number) -> number % 3 == 0 ? Fault.LOSE_ACK : Fault.NONE;
    streamThrough(400);
  }

  @Test
  void aLostBatchIsSentAgain() {
    cloud.faults = (batch, number) -> number % 5 == 0 ? Fault.LOSE_BATCH : Fault.NONE;
    streamThrough(400);
  }

  @Test
  void aConnectionThatBreaksInTheMiddleOfBatchesLosesAndDoublesNothing() {
    cloud.faults =
        (batch, number) ->
            switch (number % 9) {
              case 4 -> Fault.CUT_AFTER_COMMIT;
              case 8 -> Fault.CUT_BEFORE_COMMIT;
              default -> Fault.NONE;
            };
    streamThrough(600);
    assertTrue(cloud.connections > 1);
  }

  @Test
  void aRefusalSendsTheStreamBackToTheCloudsCursor() {
    cloud.faults = (batch, number) -> number % 4 == 0 ? Fault.REFUSE : Fault.NONE;
    streamThrough(400);
  }

  @Test
  void aHalfTakenBatchIsGoneOnWith() {
    cloud.faults = (batch, number) -> number % 3 == 0 ? Fault.HALF : Fault.NONE;
    streamThrough(400);
  }

  @Test
  void allFaultsAtRandomLoseAndDoubleNothing() {
    Fault[] all = Fault.values();
    cloud.faults =
        (batch, number) -> {
          int dice = ThreadLocalRandom.current().nextInt(30);
          return dice < all.length ? all[dice] : Fault.NONE;
        };
    streamThrough(1500);
  }

  /// Appends in small pieces, so that there are many batches.
  private void streamThrough(int count) {
    uplink.start();
    for (int done = 0; done < count; done += 10) {
      append(Stream.EVENTS, 10);
      append(Stream.TELEMETRY, 10);
      await()
          .pollInterval(Duration.ofMillis(2))
          .until(() -> journal.depth(Stream.EVENTS).waiting() < 100);
    }
    assertExactly(Stream.EVENTS, count);
    assertExactly(Stream.TELEMETRY, count);
  }

  @Test
  void aWrongSecretIsNamedWithWhatToDo() throws IOException {
    uplink.close();
    uplink = uplink("wrong");
    uplink.start();
    await().atMost(PATIENCE).until(() -> fault().contains("secret"));
  }

  @Test
  void aNewJournalGoesOnBehindTheCloudsCursor() {
    cloud.cursor(Stream.TELEMETRY, 5_000);
    append(Stream.TELEMETRY, 20);
    uplink.start();
    assertExactly(Stream.TELEMETRY, 20);
    assertEquals(5_001, cloud.taken(Stream.TELEMETRY).getFirst().seq());
  }

  @Test
  void aJournalOfAnOldCopyOfTheDiskGoesOnBehindTheCloudsCursor() {
    uplink.start();
    append(Stream.TELEMETRY, 10);
    assertExactly(Stream.TELEMETRY, 10);
    cloud.cursor(Stream.TELEMETRY, 900);
    cloud.cut();
    append(Stream.TELEMETRY, 10);
    assertExactly(Stream.TELEMETRY, 20, 901);
  }

  @Test
  void aCloudThatWasSetBackIsToldHowManyEntriesItLost() {
    uplink.start();
    append(Stream.TELEMETRY, 100);
    assertExactly(Stream.TELEMETRY, 100);
    cloud.cursor(Stream.TELEMETRY, 40);
    cloud.cut();
    append(Stream.TELEMETRY, 10);
    await().atMost(PATIENCE).until(() -> cloud.taken(Stream.TELEMETRY).size() >= 111);
    Taken gap = cloud.taken(Stream.TELEMETRY).get(100);
    assertEquals(41, gap.seq());
    assertEquals(60, ((Gap) gap.entry()).count());
    assertEquals(101, cloud.taken(Stream.TELEMETRY).get(101).seq());
  }

  @Test
  void theStateIsPublishedOnChangeAndAsLastWill() {
    uplink.start();
    await().atMost(PATIENCE).until(() -> !cloud.states().isEmpty());
    assertTrue(cloud.states().getFirst().online());
    facts = new GatewayFacts("0.1.0", "", 2, 2);
    await().atMost(PATIENCE).until(() -> cloud.states().getLast().devicesOnline() == 2);
    cloud.cut();
    await()
        .atMost(PATIENCE)
        .until(() -> cloud.states().stream().anyMatch(state -> !state.online()));
  }

  @Test
  void aCleanEndSaysThatTheGatewayIsOffline() {
    uplink.start();
    await().atMost(PATIENCE).until(() -> !cloud.states().isEmpty());
    uplink.close();
    await().atMost(PATIENCE).until(() -> !cloud.states().getLast().online());
  }

  @Test
  void aCommandIsHandedOn() {
    uplink.start();
    await().atMost(PATIENCE).until(() -> !cloud.states().isEmpty());
    Command command = new Command("c-1", "plug", "power-on", java.util.Map.of(), Long.MAX_VALUE);
    cloud.send(command);
    await().atMost(PATIENCE).until(() -> commands.contains(command));
  }
}
