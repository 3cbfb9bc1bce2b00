package org.khue.sim.device;

import java.util.Optional;
import org.khue.sim.ledger.Count;

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

  /// What it has sent; empty if nobody counts it.
  Optional<Count> count();

  /// Leaves its wire: no thread, socket or file stays. Can be called again.
  @Override
  void close();
}
