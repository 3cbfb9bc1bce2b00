package org.khue.driver.pjlink;

import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// Answer to `%1POWR ?` (PJLink specification 2.10, section 4.2), in the order of its digits.
enum PowerState {
  OFF,
  ON,
  COOLING,
  WARMING;

  static Outcome<PowerState> of(String digit) {
    return digit.matches("[0-3]")
        ? Outcome.ok(values()[digit.charAt(0) - '0'])
        : Outcome.failed(new Fault.Protocol("The answer to POWR was \"" + digit + "\""));
  }

  /// Whether this is what an order to switch on or off leads to.
  boolean means(boolean on) {
    return on == (this == ON || this == WARMING);
  }

  /// Whether it takes no order.
  boolean busy() {
    return this == COOLING || this == WARMING;
  }

  String word() {
    return switch (this) {
      case OFF -> "off";
      case ON -> "on";
      case COOLING -> "cooling down";
      case WARMING -> "warming up";
    };
  }
}
