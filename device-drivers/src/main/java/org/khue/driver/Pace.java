package org.khue.driver;

/// Keeps a scan slow enough for a school's network: so many questions to new addresses a second,
/// whoever asks them.
public final class Pace {
  private final TimeSource time;
  private final long gapMicros;
  private long nextMicros;

  /// @param perSecond from 1 to 1,000
  public Pace(int perSecond, TimeSource time) {
    if (perSecond < 1 || perSecond > 1_000) {
      throw new IllegalArgumentException("a pace is 1 to 1000 a second: " + perSecond);
    }
    this.time = time;
    gapMicros = 1_000_000L / perSecond;
    nextMicros = time.monotonicMicros();
  }

  /// Waits for a turn.
  ///
  /// @return false if none comes before the deadline
  public boolean await(Deadline deadline) throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = time.monotonicMicros();
      long turn = Math.max(now, nextMicros);
      if (turn >= deadline.atMonotonicMicros()) {
        return false;
      }
      nextMicros = turn + gapMicros;
      wait = turn - now;
    }
    if (wait > 0) {
      Thread.sleep(wait / 1_000, (int) (wait % 1_000) * 1_000);
    }
    return true;
  }
}
