package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.chaos.MemoryDisk;
import org.khue.gateway.journal.chaos.MovableTime;
import org.khue.gateway.journal.chaos.NumberedEntries;
import org.khue.gateway.journal.chaos.Seeds;
import org.khue.gateway.journal.chaos.SmallSettings;

class FullDiskTest {
  private static final int SPARE = 4096;

  private final RandomGenerator random = Seeds.random(3);
  private final MovableTime time = new MovableTime();
  private MemoryDisk disk = new MemoryDisk(random);
  private final Map<Long, Long> confirmed = new HashMap<>();
  private long number;
  private long eventNumber;

  private SegmentStore open(long maxBytes, long reserve) throws IOException {
    return new SegmentStore(
        disk, SmallSettings.of(maxBytes, reserve, SPARE), NumberedEntries.clock(time));
  }

  /// @return whether the readings were kept
  private boolean readings(Store store, int count) {
    long first = number + 1;
    number += count;
    try {
      long seq =
          store.commit(Stream.TELEMETRY, NumberedEntries.group(Stream.TELEMETRY, first, count));
      for (int i = 0; i < count; i++) {
        confirmed.put(seq + i, first + i);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void events(Store store, int count) throws IOException {
    long seq =
        store.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, eventNumber + 1, count));
    assertEquals(eventNumber + 1, seq);
    eventNumber += count;
  }

  /// Each number is there once: as its entry, or counted in a gap.
  private void assertNothingMissing(Store store) throws IOException {
    long expected = store.depth(Stream.TELEMETRY).acknowledgedSeq() + 1;
    long gaps = 0;
    for (Stored stored : store.read(Stream.TELEMETRY, expected, 100_000, 1 << 28)) {
      assertEquals(expected, stored.seq());
      if (NumberedEntries.number(stored) < 0) {
        Gap gap = NumberedEntries.gap(stored);
        assertEquals("disk-full", gap.reason());
        assertTrue(gap.fromWallMicros() > 0 && gap.fromWallMicros() <= gap.toWallMicros());
        gaps += gap.count();
      } else {
        assertEquals(confirmed.get(stored.seq()), NumberedEntries.number(stored));
      }
      expected += stored.span();
    }
    assertEquals(number + 1, expected);
    assertEquals(store.depth(Stream.TELEMETRY).shed(), gaps);
    long event = 1;
    for (Stored stored : store.read(Stream.EVENTS, 1, 100_000, 1 << 28)) {
      assertEquals(event, stored.seq());
      assertEquals(event++, NumberedEntries.number(stored));
    }
    assertEquals(eventNumber + 1, event);
  }

  @Test
  void atItsLimitTheJournalShedsItsOldestReadingsAndCountsThem() throws IOException {
    SegmentStore store = open(64 * 1024, 16 * 1024);
    for (int i = 0; i < 400; i++) {
      assertTrue(readings(store, 1 + random.nextInt(12)));
      assertTrue(store.depth(Stream.TELEMETRY).bytes() <= 48 * 1024);
    }
    events(store, 5);
    assertTrue(store.depth(Stream.TELEMETRY).shed() > 500);
    assertNothingMissing(store);
  }

  @Test
  void eventsPushReadingsAsideAndAreRefusedOnlyAtTheWholeLimit() throws IOException {
    SegmentStore store = open(64 * 1024, 16 * 1024);
    for (int i = 0; i < 100; i++) {
      assertTrue(readings(store, 10));
    }
    IOException refused =
        assertThrows(
            IOException.class,
            () -> {
              for (int i = 0; i < 1_000; i++) {
                events(store, 10);
              }
            });
    assertTrue(String.valueOf(refused.getMessage()).contains("no room for events"));
    assertNotNull(store.health().fault());
    assertTrue(store.depth(Stream.EVENTS).bytes() > 50 * 1024);
    assertTrue(disk.bytes() <= 64 * 1024 + 8192);
    store.acknowledge(Stream.EVENTS, eventNumber);
    store.maintain();
    store.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 1, 1));
    assertNull(store.health().fault());
  }

  @Test
  void aDiskFilledByOthersAHundredTimesLosesNoEventAndCountsEachReading() throws IOException {
    SegmentStore store = open(1 << 20, 16 * 1024);
    int refusedReadings = 0;
    for (int round = 0; round < 100; round++) {
      disk.capacity(disk.bytes() + random.nextInt(1_000));
      for (int i = 0; i < 5 + random.nextInt(30); i++) {
        refusedReadings += readings(store, 1 + random.nextInt(12)) ? 0 : 1;
        if (i % 8 == 0) {
          events(store, 1);
        }
      }
      if (random.nextBoolean()) {
        disk = disk.afterPowerCut();
        store = open(1 << 20, 16 * 1024);
      }
      assertNothingMissing(store);
      disk.capacity(Long.MAX_VALUE);
      time.pass(Duration.ofSeconds(11));
      store.maintain();
      assertTrue(readings(store, 3), "it does not recover");
      assertNull(store.health().fault());
      events(store, 1);
      assertTrue(disk.list().contains(SpareFile.NAME), "the room for events is not restored");
    }
    assertTrue(refusedReadings > 0, "the disk was never full");
    assertNothingMissing(store);
  }

  @Test
  void withNoRoomForReadingsAtAllEventsAreKeptInTheSpareFile() throws IOException {
    SegmentStore store = open(1 << 20, 16 * 1024);
    disk.capacity(disk.bytes());
    for (int i = 0; i < 20; i++) {
      readings(store, 4);
      events(store, 1);
    }
    assertEquals(80, store.depth(Stream.TELEMETRY).shed());
    assertNothingMissing(store);
  }

  @Test
  void readingsThatAreTooOldAreShedByRunningTimeNotByTheWallClock() throws IOException {
    SegmentStore store = open(1 << 20, 16 * 1024);
    for (int i = 0; i < 40; i++) {
      assertTrue(readings(store, 4));
    }
    store.maintain();
    assertEquals(0, store.depth(Stream.TELEMETRY).shed());
    time.pass(Duration.ofHours(25));
    assertTrue(readings(store, 60));
    store.maintain();
    time.pass(Duration.ofHours(25));
    store.maintain();
    Stored first = store.read(Stream.TELEMETRY, 1, 1, 1000).getFirst();
    assertEquals("age", NumberedEntries.gap(first).reason());
    assertEquals(store.depth(Stream.TELEMETRY).shed(), first.span());
    assertTrue(first.span() >= 160 - 60);
  }
}
