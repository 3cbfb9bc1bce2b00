package org.khue.gateway.device;

import java.time.Duration;

/// The circuit breaker of a device: open, nothing goes to it; half open, a single probe does.
final class Breaker {
  private enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /// A connection that lasted for less than this does not count as a recovery.
  private static final long STABLE_MICROS = Duration.ofSeconds(30).toNanos() / 1_000;

  private final int threshold;
  private final Backoff backoff;
  private State state = State.HALF_OPEN;
  private int failures;
  private long closedAt;
  private long openUntil;

  /// It starts half open: a device is probed before anything else.
  ///
  /// @param threshold so many failures in a row open it
  Breaker(int threshold, Backoff backoff) {
    this.threshold = threshold;
    this.backoff = backoff;
  }

  boolean closed() {
    return state == State.CLOSED;
  }

  /// When the next probe is due; the present moment if one is due already.
  long probeAt() {
    return state == State.OPEN ? openUntil : 0;
  }

  /// Lets one probe through if it is time.
  boolean tryProbe(long nowMicros) {
    if (state == State.OPEN && nowMicros >= openUntil) {
      state = State.HALF_OPEN;
    }
    return state == State.HALF_OPEN;
  }

  void probed(long nowMicros) {
    state = State.CLOSED;
    failures = 0;
    closedAt = nowMicros;
  }

  void success() {
    failures = 0;
  }

  /// @return whether it is open now
  boolean failure(long nowMicros) {
    failures++;
    if (failures >= threshold) {
      open(nowMicros);
    }
    return state == State.OPEN;
  }

  /// Opens at once: the connection is gone, or the probe failed.
  void open(long nowMicros) {
    if (state == State.CLOSED && nowMicros - closedAt >= STABLE_MICROS) {
      backoff.reset();
    }
    state = State.OPEN;
    failures = 0;
    openUntil = nowMicros + backoff.next();
  }
}
