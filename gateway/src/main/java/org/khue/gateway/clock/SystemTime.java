package org.khue.gateway.clock;

import java.time.Clock;
import java.time.Instant;
import org.khue.driver.TimeSource;

/// The clocks of this machine. The monotonic one counts from the making of this object: a gateway's
/// boot is a start of its process.
public final class SystemTime implements TimeSource {
  private final Clock wall = Clock.systemUTC();
  private final long startNanos = System.nanoTime();

  @Override
  public long wallMicros() {
    Instant now = wall.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public long monotonicMicros() {
    return (System.nanoTime() - startNanos) / 1_000;
  }
}
