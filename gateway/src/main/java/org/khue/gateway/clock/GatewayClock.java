package org.khue.gateway.clock;

import java.util.concurrent.atomic.AtomicReference;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.driver.TimeSource;

/// Stamps what happens with wall time, monotonic time, boot number and the state of the wall clock.
public final class GatewayClock {
  private final TimeSource time;
  private final int boot;
  private final AtomicReference<ClockState> state;

  public GatewayClock(TimeSource time, int boot, ClockState state) {
    this.time = time;
    this.boot = boot;
    this.state = new AtomicReference<>(state);
  }

  public Stamp now() {
    return at(time.wallMicros(), time.monotonicMicros());
  }

  /// The stamp of a moment that both clocks have read. An UNSYNCED wall clock is not quoted.
  public Stamp at(long wallMicros, long monotonicMicros) {
    ClockState current = state.get();
    return new Stamp(
        current == ClockState.UNSYNCED ? 0 : wallMicros, monotonicMicros, boot, current);
  }

  public void state(ClockState next) {
    state.set(next);
  }

  public ClockState state() {
    return state.get();
  }

  public int boot() {
    return boot;
  }

  public TimeSource time() {
    return time;
  }
}
