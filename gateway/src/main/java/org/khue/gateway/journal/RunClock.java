package org.khue.gateway.journal;

import org.khue.driver.TimeSource;

/// How long the gateway has run, over all boots. It measures the age of telemetry: no jump of the
/// wall clock can make anything old.
final class RunClock {
  private final TimeSource time;
  private final long before;
  private final long start;

  /// @param beforeMicros what earlier boots ran, as far as it was noted
  RunClock(TimeSource time, long beforeMicros) {
    this.time = time;
    this.before = beforeMicros;
    this.start = time.monotonicMicros();
  }

  long micros() {
    return before + time.monotonicMicros() - start;
  }
}
