package org.khue.gateway.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What must hold where a rule watches a point: by a threshold or by states.
final class ConditionCheck {
  private ConditionCheck() {}

  /// The point that a rule names; null, and told, if there is none.
  static @Nullable PointDraft point(
      Node rule, Map<String, PointDraft> points, String owner, Problems problems) {
    String id = rule.text("point");
    if (id == null) {
      return null;
    }
    PointDraft point = points.get(id);
    if (point == null) {
      problems.add(
          rule.file(),
          rule.pointer() + "/point",
          owner + " has no point '" + id + "'" + Nearest.hintOrList(id, points.keySet()));
    }
    return point;
  }

  /// That the rule has exactly one of these keys.
  static void oneOf(Node rule, List<String> keys, Problems problems) {
    List<String> there = keys.stream().filter(key -> rule.get(key) != null).toList();
    if (there.isEmpty()) {
      problems.add(rule, "needs one of " + String.join(", ", keys) + " to know when it holds");
    } else if (there.size() > 1) {
      problems.add(
          rule.file(),
          Node.below(rule.pointer(), there.get(1)),
          "has both " + String.join(" and ", there) + ": keep one");
    }
  }

  /// That a threshold stands on a measured point, within its range.
  static void threshold(Node rule, String key, PointDraft point, Problems problems) {
    Node at = rule.get(key);
    Double limit = rule.number(key);
    if (at == null || limit == null) {
      return;
    }
    if (point.isState()) {
      problems.add(
          at,
          "the point '"
              + point.id()
              + "' tells a state: write states: ["
              + String.join(", ", point.states().values())
              + "] (those meant) instead of "
              + key);
      return;
    }
    Double low = point.rangeEnd("low");
    Double high = point.rangeEnd("high");
    if ((low != null && limit < low) || (high != null && limit > high)) {
      problems.add(
          at,
          Numbers.write(limit)
              + " lies outside the range of '"
              + point.id()
              + "', "
              + (low == null ? "…" : Numbers.write(low))
              + " to "
              + (high == null ? "…" : Numbers.write(high))
              + ": it can never be reached");
    }
  }

  /// That the states exist on the point.
  static void states(Node rule, PointDraft point, Problems problems) {
    Node states = rule.get("states");
    if (states == null) {
      return;
    }
    if (!point.isState()) {
      problems.add(
          states,
          "the point '"
              + point.id()
              + "' measures a number and has no states: write above: with a threshold");
      return;
    }
    Collection<String> known = point.states().values();
    for (Node state : rule.items("states")) {
      String name = state.value().asText();
      if (!known.contains(name)) {
        problems.add(
            state,
            "the point '"
                + point.id()
                + "' has no state '"
                + name
                + "'"
                + Nearest.hintOrList(name, known));
      }
    }
  }
}
