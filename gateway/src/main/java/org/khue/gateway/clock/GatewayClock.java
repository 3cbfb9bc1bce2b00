package org.khue.gateway.clock;

import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.driver.TimeSource;

/// Stamps what happens with wall time, monotonic time, boot number and the state of the wall clock.
public final class GatewayClock {
  private final TimeSource time;
  private final int boot;
  private volatile ClockState state;

  public GatewayClock(TimeSource time, int boot, ClockState state) {
    this.time = time;
    this.boot = boot;
    this.state = state;
  }

  public Stamp now() {
    return at(time.wallMicros(), time.monotonicMicros());
  }

  /// The stamp of a moment that both clocks have read. An UNSYNCED wall clock is not quoted.
  public Stamp at(long wallMicros, long monotonicMicros) {
    ClockState current = state;
    return new Stamp(
        current == ClockState.UNSYNCED ? 0 : wallMicros, monotonicMicros, boot, current);
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
