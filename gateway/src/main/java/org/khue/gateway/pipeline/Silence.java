package org.khue.gateway.pipeline;

import java.time.Duration;
import org.khue.driver.PointSpec;

/// How long a point may say nothing before its last value counts as stale.
public final class Silence {
  private static final Duration SHORTEST_POLLED = Duration.ofSeconds(10);

  /// Many nodes speak every five minutes unless told otherwise (Tasmota's TelePeriod is 300 s).
  private static final Duration SHORTEST_SELF_SENT = Duration.ofMinutes(11);

  private Silence() {}

  /// Three times the slower of its poll period and its heartbeat, and never hasty. A state that the
  /// device tells by itself is repeated by the gateway, so it counts like a polled point.
  public static Duration staleAfter(PointSpec point) {
    Duration every = point.report().every();
    if (every.isZero() && point.report().onChange()) {
      every = ReportRule.HEARTBEAT;
    }
    Duration expected = longer(point.poll(), every).multipliedBy(3);
    boolean selfSent = point.poll().isZero() && !PointLine.holds(point);
    return longer(expected, selfSent ? SHORTEST_SELF_SENT : SHORTEST_POLLED);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
