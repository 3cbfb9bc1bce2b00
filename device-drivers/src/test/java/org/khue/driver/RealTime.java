package org.khue.driver;

import java.time.Duration;

/// The clocks of this machine.
public final class RealTime implements TimeSource {
  public static final RealTime CLOCK = new RealTime();

  public static Deadline in(Duration duration) {
    return Deadline.after(duration, CLOCK);
  }

  public static Deadline inMillis(long millis) {
    return in(Duration.ofMillis(millis));
  }

  @Override
  public long wallMicros() {
    return System.currentTimeMillis() * 1_000;
  }

  @Override
  public long monotonicMicros() {
    return System.nanoTime() / 1_000;
  }
}
