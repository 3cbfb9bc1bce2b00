package org.khue.gateway.journal.chaos;

import java.time.Duration;
import org.khue.driver.TimeSource;

/// Clocks that stand still unless moved; both from [NumberedEntries#START_MICROS] and 0 on.
public final class MovableTime implements TimeSource {
  private volatile long wall = NumberedEntries.START_MICROS;
  private volatile long monotonic;

  /// Time passes: both clocks move.
  public synchronized void pass(Duration by) {
    wall += by.toNanos() / 1_000;
    monotonic += by.toNanos() / 1_000;
  }

  /// Somebody sets the wall clock.
  public synchronized void setWall(long micros) {
    wall = micros;
  }

  @Override
  public long wallMicros() {
    return wall;
  }

  @Override
  public long monotonicMicros() {
    return monotonic;
  }
}
