package org.khue.driver;

/// The gateway's two clocks, injected everywhere.
public interface TimeSource {
  /// µs since 1970-01-01T00:00Z by the wall clock, right or wrong.
  long wallMicros();

  /// µs since the gateway's boot; never goes back.
  long monotonicMicros();
}
