package org.khue.cloud.people.internal.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Lets a service that does not answer rest: after [#MOST_FAILURES] failures in a row nobody asks
/// for a while; then one question tries again.
final class Circuit {
  static final int MOST_FAILURES = 5;

  private final Clock clock;
  private final Duration rest;
  private int failures;
  private Instant restsUntil = Instant.MIN;

  Circuit(Clock clock, Duration rest) {
    this.clock = clock;
    this.rest = rest;
  }

  synchronized boolean mayAsk() {
    if (failures < MOST_FAILURES) {
      return true;
    }
    boolean rested = !clock.instant().isBefore(restsUntil);
    if (rested) {
      // This question is the one that tries; others wait for what comes of it.
      restsUntil = clock.instant().plus(rest);
    }
    return rested;
  }

  synchronized void answered() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(failures + 1, MOST_FAILURES);
    if (failures == MOST_FAILURES) {
      restsUntil = clock.instant().plus(rest);
    }
  }
}
