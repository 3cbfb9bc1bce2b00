package org.khue.gateway.device;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waiting times between attempts: doubled each time up to a limit, and spread by chance so that
/// devices that fail together do not come back together.
final class Backoff {
  private final long firstMicros;
  private final long limitMicros;
  private final RandomGenerator random;
  private long nextMicros;

  Backoff(Duration first, Duration limit, RandomGenerator random) {
    firstMicros = first.toNanos() / 1_000;
    limitMicros = limit.toNanos() / 1_000;
    this.random = random;
    nextMicros = firstMicros;
  }

  /// Between half and the whole of the doubled time.
  long next() {
    long whole = nextMicros;
    nextMicros = Math.min(limitMicros, whole * 2);
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }

  void reset() {
    nextMicros = firstMicros;
  }
}
