package org.khue.gateway.local.room;

import org.khue.driver.CommandSpec;

/// Which orders are confirmed by a second step, and are for technicians.
final class Danger {
  private Danger() {}

  static boolean of(CommandSpec command) {
    return command.dangerous();
  }
}
