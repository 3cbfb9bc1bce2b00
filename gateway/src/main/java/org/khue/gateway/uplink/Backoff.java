package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waits between attempts, doubling and random, so that a thousand gateways do not come back at the
/// same moment. Not thread-safe.
final class Backoff {
  private final long minMillis;
  private final long maxMillis;
  private final RandomGenerator random;
  private long limitMillis;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.minMillis = min.toMillis();
    this.maxMillis = max.toMillis();
    this.random = random;
    reset();
  }

  void reset() {
    limitMillis = Math.min(maxMillis, 2 * minMillis);
  }

  /// Between the shortest wait and a limit that doubles from call to call.
  Duration next() {
    long wait = minMillis + random.nextLong(limitMillis - minMillis + 1);
    limitMillis = Math.min(maxMillis, 2 * limitMillis);
    return Duration.ofMillis(wait);
  }
}
