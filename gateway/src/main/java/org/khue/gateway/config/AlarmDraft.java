package org.khue.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.khue.gateway.config.AlarmRule.Condition;

/// An alarm as the room file has it.
record AlarmDraft(Node node) {

  void check(Map<String, DeviceDraft> devices, Problems problems) {
    ConditionCheck.oneOf(node, List.of("above", "below", "states", "when"), problems);
    ScheduleDraft.check(node.get("during"), problems);
    clear("above", "clear-below", 1, problems);
    clear("below", "clear-above", -1, problems);
    DeviceDraft device = RoomDraft.device(node, devices, problems);
    if (device == null || device.profile() == null) {
      return;
    }
    PointDraft point =
        ConditionCheck.point(node, device.points(), "the device '" + device.id() + "'", problems);
    if (point != null) {
      ConditionCheck.threshold(node, "above", point, problems);
      ConditionCheck.threshold(node, "below", point, problems);
      ConditionCheck.states(node, point, problems);
      stuck(point, problems);
    }
  }

  private void stuck(PointDraft point, Problems problems) {
    Node when = node.get("when");
    if (when != null && point.isState() && when.value().asText().equals("stuck")) {
      problems.add(
          when,
          "the point '" + point.id() + "' tells a state, which may stand still: write missing");
    }
  }

  /// @param side 1 if the clear threshold must not lie above, -1 if not below
  private void clear(String raiseKey, String clearKey, int side, Problems problems) {
    Double raise = node.number(raiseKey);
    Double clear = node.number(clearKey);
    Node at = node.get(clearKey);
    if (at == null || clear == null) {
      return;
    }
    if (raise == null) {
      problems.add(at, clearKey + " belongs to " + raiseKey + ", which is not there");
    } else if (side * clear > side * raise) {
      problems.add(
          at,
          Numbers.write(clear)
              + " must be at "
              + (side > 0 ? "most " : "least ")
              + raiseKey
              + ", "
              + Numbers.write(raise)
              + ": else the alarm is raised and cleared at once");
    }
  }

  AlarmRule build() {
    return new AlarmRule(
        String.valueOf(node.text("id")),
        String.valueOf(node.text("device")),
        String.valueOf(node.text("point")),
        condition(),
        DurationText.parse(node.text("for"), Duration.ZERO),
        ScheduleDraft.build(node.get("during")),
        AlarmRule.Severity.valueOf(String.valueOf(node.text("severity")).toUpperCase(Locale.ROOT)),
        Texts.byLanguage(node.get("message")),
        Texts.byLanguage(node.get("action")),
        Texts.byLanguage(node.get("procedure")));
  }

  private Condition condition() {
    Double above = node.number("above");
    Double below = node.number("below");
    if (above != null) {
      Double clear = node.number("clear-below");
      return new Condition.Above(above, clear == null ? above : clear);
    }
    if (below != null) {
      Double clear = node.number("clear-above");
      return new Condition.Below(below, clear == null ? below : clear);
    }
    String when = node.text("when");
    if (when != null) {
      return when.equals("stuck") ? new Condition.Stuck() : new Condition.Missing();
    }
    return new Condition.InStates(Texts.set(node.get("states")));
  }
}
