package org.khue.driver;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the use of a device or room is told from a point: above a threshold, or in one of some
/// states.
///
/// @param evidence power, session, occupancy or card
/// @param above in the point's unit; null if states tell
/// @param states names of states that mean "in use"; empty if the threshold tells
/// @param startAfter so long it must hold before a use begins; the use then counts from the first
///   sample
/// @param endAfter so long it must be absent before the use ends; the use then counts to the last
///   sample that held
public record UseRule(
    String evidence,
    String point,
    @Nullable Double above,
    Set<String> states,
    Duration startAfter,
    Duration endAfter) {
  public UseRule {
    states = Set.copyOf(states);
  }
}
