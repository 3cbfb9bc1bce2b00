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
    ConditionCheck.clear(node, "above", "clear-below", 1, problems);
    ConditionCheck.clear(node, "below", "clear-above", -1, problems);
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
    Condition threshold = ConditionCheck.threshold(node);
    if (threshold != null) {
      return threshold;
    }
    return "stuck".equals(node.text("when")) ? new Condition.Stuck() : new Condition.Missing();
  }
}
