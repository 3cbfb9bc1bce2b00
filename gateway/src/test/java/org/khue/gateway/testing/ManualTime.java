package org.khue.gateway.testing;

import java.time.Duration;
import org.khue.driver.TimeSource;

/// Clocks that stand still until told otherwise. Starts at 2026-11-24T00:00Z, one hour after boot.
public final class ManualTime implements TimeSource {
  public static final long START_WALL_MICROS = 1_795_478_400_000_000L;

  private volatile long wall = START_WALL_MICROS;
  private volatile long monotonic = Duration.ofHours(1).toNanos() / 1_000;

  @Override
  public long wallMicros() {
    return wall;
  }

  @Override
  public long monotonicMicros() {
    return monotonic;
  }

  public synchronized void advance(Duration by) {
    wall += by.toNanos() / 1_000;
    monotonic += by.toNanos() / 1_000;
  }

  public synchronized void wallJumps(Duration by) {
    wall += by.toNanos() / 1_000;
  }
}
