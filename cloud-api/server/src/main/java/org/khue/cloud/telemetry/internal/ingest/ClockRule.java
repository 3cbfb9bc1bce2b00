package org.khue.cloud.telemetry.internal.ingest;

import java.time.Duration;
import java.time.Instant;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;

/// Dates entries. A gateway has no clock battery, so a stamp may lack a wall time or carry a
/// senseless one; nothing of that kind reaches the store.
///
/// 1. A wall time that is set and plausible counts: from [#EARLIEST], and at most [#AHEAD] after
///    the receipt.
/// 2. Else, if the stamp is of the boot in which the batch was sent, both lie on one monotonic
///    clock: the time is that of the receipt less the time between stamp and sending.
/// 3. Else the time is that of the receipt, and it is [#guessed].
///
/// @param micros µs UTC
/// @param guessed rule 3 was used
record ClockRule(long micros, boolean guessed) {
  /// No gateway of this project measured anything before.
  static final Instant EARLIEST = Instant.parse("2024-01-01T00:00:00Z");

  /// How far a gateway's clock may run ahead of ours.
  static final Duration AHEAD = Duration.ofHours(1);

  private static final long EARLIEST_MICROS = Micros.of(EARLIEST);
  private static final long AHEAD_MICROS = AHEAD.toNanos() / 1_000;

  /// @param receivedMicros µs UTC
  static ClockRule date(Stamp at, Batch batch, long receivedMicros) {
    if (at.clock() != ClockState.UNSYNCED
        && at.wallMicros() >= EARLIEST_MICROS
        && at.wallMicros() <= receivedMicros + AHEAD_MICROS) {
      return new ClockRule(at.wallMicros(), false);
    }
    long age = batch.sentMonotonicMicros() - at.monotonicMicros();
    if (at.boot() == batch.boot() && age >= 0 && receivedMicros - age >= EARLIEST_MICROS) {
      return new ClockRule(receivedMicros - age, false);
    }
    return new ClockRule(receivedMicros, true);
  }
}
