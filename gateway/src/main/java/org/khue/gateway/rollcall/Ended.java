package org.khue.gateway.rollcall;

import java.util.List;
import org.khue.contract.Stamp;

/// A roll-call that is over.
///
/// @param present how many are there
/// @param absent the numbers of the others, in order
/// @param strangers how many cards the list did not know
public record Ended(
    String classCode, Stamp begun, Stamp ended, int present, List<Integer> absent, int strangers) {
  public Ended {
    absent = List.copyOf(absent);
  }

  static Ended of(Work.RollCall call, Stamp at) {
    return new Ended(
        call.list().code(),
        call.begun(),
        at,
        call.present().size(),
        call.everybody().entrySet().stream()
            .filter(each -> !each.getValue())
            .map(each -> each.getKey())
            .toList(),
        call.strangers().size());
  }
}
