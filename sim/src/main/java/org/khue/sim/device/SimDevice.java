package org.khue.sim.device;

import java.util.Optional;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Ticks;

/// A device that is played on its real wire.
public interface SimDevice extends AutoCloseable {

  /// Goes on its wire.
  ///
  /// @throws PlaceTakenException if its port or file is another's
  void open() throws PlaceTakenException;

  /// Lets the time of the room pass: called about four times a second by one thread; must not
  /// block.
  void step();

  void become(Condition condition);

  /// Its sample counter; empty if it has none, or none that faults can be planted in.
  default Optional<Ticks> ticks() {
    return Optional.empty();
  }

  /// What it has sent; empty if nobody counts it.
  Optional<Count> count();

  /// Leaves its wire: no thread, socket or file stays. Can be called again.
  @Override
  void close();
}
