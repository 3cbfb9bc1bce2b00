package org.khue.driver;

import java.time.Duration;

/// A moment on the monotonic clock by which something must have ended.
public record Deadline(TimeSource time, long atMonotonicMicros) {

  public static Deadline after(Duration duration, TimeSource time) {
    return new Deadline(time, time.monotonicMicros() + duration.toNanos() / 1_000);
  }

  /// This one, or the one after that time, whichever comes first.
  public Deadline within(Duration patience) {
    Duration left = remaining();
    return after(left.compareTo(patience) < 0 ? left : patience, time);
  }

  /// What is left, never negative.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, atMonotonicMicros - time.monotonicMicros()) * 1_000);
  }

  public boolean passed() {
    return time.monotonicMicros() >= atMonotonicMicros;
  }
}
