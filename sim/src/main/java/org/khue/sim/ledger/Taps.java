package org.khue.sim.ledger;

/// What became of the cards shown to a reader. Threads may share it.
public final class Taps {
  private long presented;
  private long confirmed;

  /// The number of a shown card goes out to the gateway now. Counted before it does, so that no
  /// report says less than the gateway can know.
  public synchronized void presented() {
    presented++;
  }

  /// It did not go out after all.
  public synchronized void withdrawn() {
    presented--;
  }

  /// The gateway lit the lamp for a presented card.
  public synchronized void confirmed() {
    confirmed++;
  }

  public synchronized Count.Tapped count() {
    return new Count.Tapped(presented, confirmed);
  }
}
