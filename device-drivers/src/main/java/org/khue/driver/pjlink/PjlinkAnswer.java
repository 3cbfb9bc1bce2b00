package org.khue.driver.pjlink;

import org.khue.driver.Fault;

/// What a projector said to a command (PJLink specification 2.10, section 2.3 and chapter 4).
sealed interface PjlinkAnswer {
  /// A value, or `OK` to an order.
  record Said(String text) implements PjlinkAnswer {}

  /// `ERR1` to `ERR3`: it does not know, does not take, or cannot now.
  record Refused(Fault fault) implements PjlinkAnswer {}

  /// `ERR4`: it reports a failure of itself.
  record Broken() implements PjlinkAnswer {}

  static PjlinkAnswer of(String command, String said) {
    return switch (said) {
      case "ERR1" ->
          new Refused(new Fault.Refused("The projector does not know " + command + " (ERR1)"));
      case "ERR2" ->
          new Refused(
              new Fault.Range("The projector takes no such value of " + command + " (ERR2)"));
      case "ERR3" ->
          new Refused(
              new Fault.Busy(
                  "The projector cannot answer "
                      + command
                      + " now (ERR3): it is off, warming up or cooling down"));
      case "ERR4" -> new Broken();
      default -> new Said(said);
    };
  }
}
