package org.khue.sim.ledger;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// The running number of a device's samples, from 1, and what became of each. A number is taken
/// when a sample is made, then settled once: it was sent; it surely was not; or nobody knows,
/// because the link broke before the receiver confirmed. Threads may share it.
///
/// What the ledger says: every number from 1 to `last` was sent, but for those in `uncertain`,
/// which may or may not have been received and count neither as lost nor as doubled. A number that
/// is not yet settled is uncertain, or, at the end, not spoken of.
public final class Ticks {
  /// More outages than this in one run are not kept apart: the oldest then count as sent.
  private static final int MOST_UNCERTAIN = 10_000;

  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeSet<Long> uncertain = new TreeSet<>();
  private long taken;
  private boolean repeatOnce;

  /// The next number, for a sample about to be sent.
  public synchronized long take() {
    if (repeatOnce && taken > 0) {
      repeatOnce = false;
      return taken;
    }
    open.add(++taken);
    return taken;
  }

  /// The sample went out whole; on a wire with confirmations, the receiver confirmed it.
  public synchronized void sent(long tick) {
    open.remove(tick);
  }

  /// The sample surely did not arrive, so the number is used again. If later numbers are out
  /// already it stays a hole, and the ledger does not claim it.
  public synchronized void unsent(long tick) {
    if (open.remove(tick)) {
      if (tick == taken) {
        taken--;
      } else {
        doubt(tick);
      }
    }
  }

  /// The sample may have arrived or not. The number is never used again.
  public synchronized void uncertain(long tick) {
    if (open.remove(tick)) {
      doubt(tick);
    }
  }

  /// Claims a number that is never sent: whoever compares must find one sample lost.
  public synchronized void plantLoss() {
    taken++;
  }

  /// Gives the latest number to the next sample too: whoever compares must find one doubled.
  public synchronized void plantDuplicate() {
    repeatOnce = true;
  }

  public void sent(Collection<Long> ticks) {
    ticks.forEach(this::sent);
  }

  /// The latest first, so that all of them can be given back.
  public void unsent(List<Long> ticks) {
    ticks.reversed().forEach(this::unsent);
  }

  public synchronized Count.Ticked count(String point) {
    long last = taken;
    while (open.contains(last)) {
      last--;
    }
    TreeSet<Long> doubtful = new TreeSet<>(uncertain.headSet(last, true));
    doubtful.addAll(open.headSet(last));
    return new Count.Ticked(point, last, List.copyOf(doubtful));
  }

  private void doubt(long tick) {
    uncertain.add(tick);
    if (uncertain.size() > MOST_UNCERTAIN) {
      uncertain.pollFirst();
    }
  }
}
