package org.khue.gateway.pipeline;

import org.khue.contract.Stamp;

/// An alarm was raised or cleared.
sealed interface AlarmChange {
  RaisedAlarm alarm();

  record Raised(RaisedAlarm alarm) implements AlarmChange {}

  /// @param value what cleared it; NaN when its rule is no longer there
  record Cleared(RaisedAlarm alarm, double value, Stamp at) implements AlarmChange {}
}
