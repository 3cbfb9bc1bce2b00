package org.khue.cloud.telemetry.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;

/// The table of clock rules. The batch was sent in boot 7 at 100 s of its monotonic clock.
class ClockRuleTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-24T06:00:00Z");
  private static final Batch BATCH = new Batch(Stream.TELEMETRY, 1, 7, 100_000_000, List.of());

  @ParameterizedTest
  @CsvSource({
    // clock, wall, boot, monotonic seconds → time, guessed
    "SYNCED,   2026-11-24T05:59:58Z, 7, 98,  2026-11-24T05:59:58Z, false",
    "HOLDOVER, 2026-09-01T00:00:00Z, 3, 50,  2026-09-01T00:00:00Z, false",
    "SYNCED,   2026-11-24T06:59:59Z, 7, 98,  2026-11-24T06:59:59Z, false",
    // a clock far ahead, in 1970, or before this project: corrected within the boot
    "SYNCED,   2036-11-24T06:00:00Z, 7, 40,  2026-11-24T05:59:00Z, false",
    "SYNCED,   1970-01-01T00:05:00Z, 7, 40,  2026-11-24T05:59:00Z, false",
    "HOLDOVER, 2016-11-24T06:00:00Z, 7, 40,  2026-11-24T05:59:00Z, false",
    "UNSYNCED, 1970-01-01T00:00:00Z, 7, 10,  2026-11-24T05:58:30Z, false",
    "UNSYNCED, 2026-11-24T05:00:00Z, 7, 100, 2026-11-24T06:00:00Z, false",
    // another boot, or a time after the sending: nothing to reckon by
    "UNSYNCED, 1970-01-01T00:00:00Z, 6, 10,  2026-11-24T06:00:00Z, true",
    "UNSYNCED, 1970-01-01T00:00:00Z, 7, 101, 2026-11-24T06:00:00Z, true",
    "SYNCED,   2036-11-24T06:00:00Z, 6, 10,  2026-11-24T06:00:00Z, true",
  })
  void aStampIsDated(
      ClockState clock,
      Instant wall,
      int boot,
      long monotonicSeconds,
      Instant time,
      boolean guess) {
    Stamp at = new Stamp(Micros.of(wall), monotonicSeconds * 1_000_000, boot, clock);
    ClockRule dated = ClockRule.date(at, BATCH, Micros.of(RECEIVED));
    assertEquals(time, Micros.instant(dated.micros()));
    assertEquals(guess, dated.guessed());
  }

  @Test
  void noStampLeadsBefore2024OrFarIntoTheFuture() {
    long received = Micros.of(RECEIVED);
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      Stamp at =
          new Stamp(
              random.nextLong(Long.MAX_VALUE),
              random.nextLong(Long.MAX_VALUE) >> random.nextInt(50),
              random.nextInt(1, 9),
              ClockState.values()[random.nextInt(3)]);
      long sent = random.nextLong(Long.MAX_VALUE) >> random.nextInt(50);
      Batch batch = new Batch(Stream.EVENTS, 1, random.nextInt(1, 9), sent, List.of());
      long micros = ClockRule.date(at, batch, received).micros();
      Instant time = Micros.instant(micros);
      assertEquals(true, !time.isBefore(ClockRule.EARLIEST), "draw " + i);
      assertEquals(true, !time.isAfter(RECEIVED.plus(Duration.ofHours(1))), "draw " + i);
    }
  }
}
