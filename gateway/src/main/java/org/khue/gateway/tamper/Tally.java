package org.khue.gateway.tamper;

import java.util.Map;
import java.util.TreeMap;

/// What a run has counted.
///
/// @param tampered how many were sent
/// @param passed how many of them changed what runs, or were not reported
/// @param planted whether a gateway that checks nothing was found out
/// @param reasons how often each reason of refusal was told
public record Tally(long tampered, long passed, boolean planted, Map<String, Long> reasons) {
  public Tally {
    reasons = new TreeMap<>(reasons);
  }

  @Override
  public Map<String, Long> reasons() {
    return Map.copyOf(reasons);
  }

  public boolean good() {
    return tampered > 0 && passed == 0 && planted;
  }
}
