package org.khue.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.khue.driver.UseRule;

/// How use is told, as it was written in a profile or room file.
record UseDraft(Node node) {

  void check(Map<String, PointDraft> points, String owner, Problems problems) {
    ConditionCheck.oneOf(node, List.of("above", "states"), problems);
    PointDraft point = ConditionCheck.point(node, points, owner, problems);
    if (point != null) {
      ConditionCheck.threshold(node, "above", point, problems);
      ConditionCheck.states(node, point, problems);
    }
  }

  UseRule build() {
    return new UseRule(
        String.valueOf(node.text("evidence")),
        String.valueOf(node.text("point")),
        node.number("above"),
        Texts.set(node.get("states")),
        DurationText.parse(node.text("start-after"), Duration.ZERO),
        DurationText.parse(node.text("end-after"), Duration.ofSeconds(60)));
  }
}
