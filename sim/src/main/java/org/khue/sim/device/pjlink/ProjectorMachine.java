package org.khue.sim.device.pjlink;

import java.time.Duration;

/// The power states of a projector: off → warming → on → cooling → off. While it warms or cools it
/// takes no command. Times are real time since the world began. Not for several threads at once.
final class ProjectorMachine {
  static final Duration WARM_UP = Duration.ofSeconds(20);
  static final Duration COOL_DOWN = Duration.ofSeconds(30);

  /// With the digit that PJLink gives each.
  enum State {
    OFF,
    ON,
    COOLING,
    WARMING;

    int digit() {
      return ordinal();
    }

    boolean busy() {
      return this == COOLING || this == WARMING;
    }
  }

  private State state = State.OFF;
  private Duration since;
  private Duration burnt;

  /// @param burnt how long its lamp has burnt before
  ProjectorMachine(Duration burnt, Duration now) {
    this.burnt = burnt;
    this.since = now;
  }

  State at(Duration now) {
    switch (state) {
      case WARMING -> leaveAfter(WARM_UP, State.ON, now);
      case COOLING -> leaveAfter(COOL_DOWN, State.OFF, now);
      case ON, OFF -> {}
    }
    return state;
  }

  private void leaveAfter(Duration stay, State next, Duration now) {
    if (now.minus(since).compareTo(stay) >= 0) {
      enter(next, since.plus(stay));
    }
  }

  /// @return false if it is busy and does not take the order
  boolean order(boolean on, Duration now) {
    State present = at(now);
    if (present.busy()) {
      return false;
    }
    if (on && present == State.OFF) {
      enter(State.WARMING, now);
    } else if (!on && present == State.ON) {
      enter(State.COOLING, now);
    }
    return true;
  }

  boolean lampBurns(Duration now) {
    State present = at(now);
    return present == State.ON || present == State.WARMING;
  }

  /// Full hours that the lamp has burnt.
  long lampHours(Duration now) {
    return (lampBurns(now) ? burnt.plus(now.minus(since)) : burnt).toHours();
  }

  private void enter(State next, Duration at) {
    boolean burning = state == State.ON || state == State.WARMING;
    if (burning) {
      burnt = burnt.plus(at.minus(since));
    }
    state = next;
    since = at;
  }
}
