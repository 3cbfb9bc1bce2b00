package org.khue.gateway.pipeline;

import org.khue.contract.ClockState;
import org.khue.contract.Stamp;

/// A use that has begun and not ended, as it is remembered over a restart.
///
/// @param id unique for ever
/// @param device empty for the use of the room
/// @param started the first sample that held
/// @param lastHeld the latest moment that counts as used
/// @param journaled whether its start is known to be in the journal
record OpenUse(
    String id,
    String device,
    String evidence,
    String point,
    Stamp started,
    Stamp lastHeld,
    boolean journaled) {

  OpenUse heldUntil(Stamp at) {
    return new OpenUse(id, device, evidence, point, started, at, journaled);
  }

  OpenUse inJournal() {
    return new OpenUse(id, device, evidence, point, started, lastHeld, true);
  }

  /// From the first to the last sample that held.
  long seconds() {
    return Math.max(0, microsBetween(started, lastHeld) / 1_000_000);
  }

  /// By the monotonic clock within a boot, else by the wall clock; -1 if neither can tell.
  static long microsBetween(Stamp from, Stamp to) {
    if (from.boot() == to.boot()) {
      return to.monotonicMicros() - from.monotonicMicros();
    }
    boolean dated = from.clock() != ClockState.UNSYNCED && to.clock() != ClockState.UNSYNCED;
    return dated ? to.wallMicros() - from.wallMicros() : -1;
  }
}
