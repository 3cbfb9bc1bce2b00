package org.khue.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import org.khue.contract.Stamp;

/// An alarm that was raised and not cleared, as it is remembered over a restart.
///
/// @param journaled whether its raising is known to be in the journal
/// @param acknowledged null while nobody has seen it
record RaisedAlarm(
    String alarm,
    String device,
    String point,
    String unit,
    double value,
    Stamp raised,
    boolean journaled,
    @Nullable Acknowledgement acknowledged) {
  RaisedAlarm inJournal() {
    return new RaisedAlarm(alarm, device, point, unit, value, raised, true, acknowledged);
  }

  RaisedAlarm acknowledged(@Nullable Acknowledgement seen) {
    return new RaisedAlarm(alarm, device, point, unit, value, raised, journaled, seen);
  }
}
