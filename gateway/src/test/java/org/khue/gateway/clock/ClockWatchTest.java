package org.khue.gateway.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.gateway.testing.ManualTime;

class ClockWatchTest {
  private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir Path data;
  private final ManualTime time = new ManualTime();

  @Test
  void aPlausibleTimeIsSyncedWhereNothingElseIsKnown() {
    assertEquals(ClockState.SYNCED, watch().judge());
  }

  @Test
  void aTimeBeforeTheBuildIsUnsynced() {
    time.wallJumps(Duration.ofDays(-365));
    assertEquals(ClockState.UNSYNCED, watch().judge());
  }

  @Test
  void aTimeBeforeTheLastRunIsUnsynced() {
    watch().keep(ClockState.SYNCED);
    time.wallJumps(Duration.ofHours(-2));
    assertEquals(ClockState.UNSYNCED, watch().judge());
  }

  @Test
  void anUnsyncedClockDoesNotRaiseTheFloor() {
    time.wallJumps(Duration.ofDays(1_000));
    watch().keep(ClockState.HOLDOVER);
    time.wallJumps(Duration.ofDays(-1_000));
    assertEquals(ClockState.SYNCED, watch().judge());
  }

  @Test
  void timesyncdTellsSyncedFromHoldover() throws Exception {
    Files.createDirectory(data.resolve("timesync"));
    assertEquals(ClockState.HOLDOVER, watch().judge());
    Files.createFile(data.resolve("timesync").resolve("synchronized"));
    assertEquals(ClockState.SYNCED, watch().judge());
  }

  @Test
  void whenTheClockIsSetItsStateAndStampsFollow() {
    time.wallJumps(Duration.ofDays(-20_000));
    ClockWatch watch = watch();
    GatewayClock clock = new GatewayClock(time, 1, watch.judge());
    assertEquals(0, clock.now().wallMicros());
    time.wallJumps(Duration.ofDays(20_000));
    assertEquals(Duration.ofDays(20_000).toNanos() / 1_000, watch.check(clock));
    assertEquals(ClockState.SYNCED, clock.state());
    assertEquals(ManualTime.START_WALL_MICROS, clock.now().wallMicros());
  }

  @Test
  void aClockSetBackTo1970IsNotQuotedEvenBeforeTheNextCheck() {
    ClockWatch watch = watch();
    GatewayClock clock = new GatewayClock(time, 1, watch.judge());
    watch.check(clock);
    time.wallJumps(Duration.ofDays(-20_000));
    assertEquals(0, clock.now().wallMicros());
    assertEquals(ClockState.UNSYNCED, clock.now().clock());
  }

  @Test
  void aJumpIsToldOnceAndSlewingIsNone() {
    ClockWatch watch = watch();
    GatewayClock clock = new GatewayClock(time, 1, watch.judge());
    time.advance(Duration.ofSeconds(1));
    time.wallJumps(Duration.ofMillis(3));
    assertEquals(0, watch.check(clock));
    time.wallJumps(Duration.ofSeconds(-90));
    assertEquals(-90_000_000, watch.check(clock));
    assertEquals(0, watch.check(clock));
  }

  @Test
  void theTimeIsKeptEachMinute() throws Exception {
    ClockWatch watch = watch();
    GatewayClock clock = new GatewayClock(time, 1, watch.judge());
    watch.check(clock);
    assertTrue(Files.notExists(data.resolve("last-seen-time")));
    time.advance(Duration.ofMinutes(1));
    watch.check(clock);
    assertEquals(
        time.wallMicros(),
        Long.parseLong(Files.readString(data.resolve("last-seen-time")).strip()));
  }

  @Test
  void eachStartHasANumberOfItsOwn() throws Exception {
    assertEquals(1, BootCounter.next(data));
    assertEquals(2, BootCounter.next(data));
    Files.writeString(data.resolve("boot"), "\u0000\u0000");
    IOException refused = assertThrows(IOException.class, () -> BootCounter.next(data));
    assertTrue(String.valueOf(refused.getMessage()).contains("Write a number"));
  }

  private ClockWatch watch() {
    return new ClockWatch(time, data, BUILT, data.resolve("timesync"));
  }
}
