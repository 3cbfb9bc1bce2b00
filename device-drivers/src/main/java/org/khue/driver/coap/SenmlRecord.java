package org.khue.driver.coap;

import org.jspecify.annotations.Nullable;
import org.khue.driver.Value;

/// A resolved record (RFC 8428, section 4.6): nothing of the base fields is left to add.
///
/// @param name with the base name before it
/// @param local the name without it; empty if the base name is the whole
/// @param unit as SenML spells it; null if none is told
/// @param value null if it has only a sum or data
/// @param secondsFromNow at most 0; an absolute time counts as now, since the node's own clock may
///   be wrong
record SenmlRecord(
    String name,
    String local,
    @Nullable String unit,
    @Nullable Value value,
    double secondsFromNow) {

  boolean isNamed(String wanted) {
    return name.equals(wanted) || local.equals(wanted);
  }
}
