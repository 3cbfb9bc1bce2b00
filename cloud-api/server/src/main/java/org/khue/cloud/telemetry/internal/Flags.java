package org.khue.cloud.telemetry.internal;

import org.khue.contract.ClockState;
import org.khue.contract.Quality;

/// The column `flags` of a reading: bits 0-1 quality, bit 2 simulated, bits 3-4 clock.
public final class Flags {
  private static final Quality[] QUALITIES = Quality.values();

  private Flags() {}

  public static short of(Quality quality, boolean simulated, ClockState clock) {
    return (short) (quality.ordinal() | (simulated ? 4 : 0) | clock.ordinal() << 3);
  }

  public static Quality quality(short flags) {
    return QUALITIES[Math.min(flags & 3, QUALITIES.length - 1)];
  }

  public static boolean simulated(short flags) {
    return (flags & 4) != 0;
  }
}
