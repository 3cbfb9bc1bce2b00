package org.khue.sim.ledger;

import java.util.List;

/// What a device has sent up to now.
public sealed interface Count {

  /// Numbered samples: 1 to `last` were sent.
  ///
  /// @param point the point of the room file that carries the number
  /// @param last 0 if none yet
  /// @param uncertain numbers up to `last` that may not have been received
  record Ticked(String point, long last, List<Long> uncertain) implements Count {
    public Ticked {
      uncertain = List.copyOf(uncertain);
    }
  }

  /// Cards shown to a reader.
  ///
  /// @param presented those whose number was delivered
  /// @param confirmed those for which the gateway lit the lamp, which it does after the event is on
  ///   its disk
  record Tapped(long presented, long confirmed) implements Count {}
}
