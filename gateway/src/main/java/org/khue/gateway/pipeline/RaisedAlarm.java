package org.khue.gateway.pipeline;

import org.khue.contract.Stamp;

/// An alarm that was raised and not cleared, as it is remembered over a restart.
///
/// @param journaled whether its raising is known to be in the journal
record RaisedAlarm(
    String alarm,
    String device,
    String point,
    String unit,
    double value,
    Stamp raised,
    boolean journaled) {
  RaisedAlarm inJournal() {
    return new RaisedAlarm(alarm, device, point, unit, value, raised, true);
  }
}
