package org.khue.gateway.clock;

import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.driver.TimeSource;

/// Stamps what happens with wall time, monotonic time, boot number and the state of the wall clock.
public final class GatewayClock {
  private final TimeSource time;
  private final int boot;
  private volatile ClockState state;
  private volatile long floorMicros;

  public GatewayClock(TimeSource time, int boot, ClockState state) {
    this.time = time;
    this.boot = boot;
    this.state = state;
  }

  public Stamp now() {
    return at(time.wallMicros(), time.monotonicMicros());
  }

  /// The stamp of a moment that both clocks have read. An UNSYNCED wall clock is not quoted, nor
  /// one that shows a time before the floor: it was set back and nobody has noticed yet.
  public Stamp at(long wallMicros, long monotonicMicros) {
    ClockState current = wallMicros < floorMicros ? ClockState.UNSYNCED : state;
    return new Stamp(
        current == ClockState.UNSYNCED ? 0 : wallMicros, monotonicMicros, boot, current);
  }

  /// No time before this one can be right.
  public void floor(long micros) {
    floorMicros = micros;
  }

  public void state(ClockState next) {
    state = next;
  }

  public ClockState state() {
    return state;
  }

  public int boot() {
    return boot;
  }

  public TimeSource time() {
    return time;
  }
}
