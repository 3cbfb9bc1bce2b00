package org.khue.gateway.pipeline;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.khue.contract.Stamp;
import org.khue.gateway.config.AlarmRule;
import org.khue.gateway.config.AlarmRule.Condition;

/// The details of the pipeline's events, as docs/reference/events.md lists them.
final class EventDetails {
  private EventDetails() {}

  static Map<String, Object> started(OpenUse use) {
    return Map.of("use", use.id(), "evidence", use.evidence(), "point", use.point());
  }

  static Map<String, Object> ended(OpenUse use, String reason) {
    return Map.of(
        "use", use.id(),
        "evidence", use.evidence(),
        "startedWallMicros", use.started().wallMicros(),
        "seconds", use.seconds(),
        "reason", reason);
  }

  static Map<String, Object> state(String point, String from, String to) {
    return Map.of("point", point, "from", from, "to", to);
  }

  static Map<String, Object> raised(AlarmRule rule, RaisedAlarm alarm) {
    Map<String, Object> details = new HashMap<>();
    details.put("alarm", rule.id());
    details.put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
    details.put("point", rule.point());
    if (!Double.isNaN(alarm.value())) {
      details.put("value", alarm.value());
    }
    switch (rule.condition()) {
      case Condition.Above above -> details.put("limit", above.limit());
      case Condition.Below below -> details.put("limit", below.limit());
      case Condition.InStates in -> details.put("limit", String.join(",", in.states()));
      case Condition.Missing missing -> details.put("limit", "missing");
      case Condition.Stuck stuck -> details.put("limit", "stuck");
    }
    details.put("unit", alarm.unit());
    details.put("message", rule.message());
    details.put("action", rule.action());
    if (!rule.procedure().isEmpty()) {
      details.put("procedure", rule.procedure());
    }
    return details;
  }

  static Map<String, Object> acknowledged(RaisedAlarm alarm, Acknowledgement seen) {
    return Map.of("alarm", alarm.alarm(), "point", alarm.point(), "by", seen.by());
  }

  static Map<String, Object> cleared(RaisedAlarm alarm, double value, Stamp at) {
    Map<String, Object> details = new HashMap<>();
    details.put("alarm", alarm.alarm());
    details.put("point", alarm.point());
    details.put("seconds", Math.max(0, OpenUse.microsBetween(alarm.raised(), at) / 1_000_000));
    if (!Double.isNaN(value)) {
      details.put("value", value);
    }
    return details;
  }
}
