package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// How many readings a second were committed of late.
@Singleton
public final class Meter {
  private static final int SECONDS = 10;

  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  /// Readings committed just now.
  synchronized void add(long readings) {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    int slot = (int) Math.floorMod(now, (long) SECONDS);
    if (seconds[slot] != now) {
      seconds[slot] = now;
      counts[slot] = 0;
    }
    counts[slot] += readings;
  }

  /// The mean of the last nine whole seconds.
  public synchronized double perSecond() {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (seconds[slot] < now && seconds[slot] >= now - (SECONDS - 1)) {
        sum += counts[slot];
      }
    }
    return (double) sum / (SECONDS - 1);
  }
}
