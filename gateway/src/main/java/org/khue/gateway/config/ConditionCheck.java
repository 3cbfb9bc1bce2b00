package org.khue.gateway.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.AlarmRule.Condition;

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

  /// @param side 1 if the clear threshold must not lie above, -1 if not below
  static void clear(Node rule, String raiseKey, String clearKey, int side, Problems problems) {
    Double raise = rule.number(raiseKey);
    Double clear = rule.number(clearKey);
    Node at = rule.get(clearKey);
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

  /// The threshold or the states of a sound rule; null if it has neither.
  static @Nullable Condition threshold(Node rule) {
    Double above = rule.number("above");
    Double below = rule.number("below");
    if (above != null) {
      Double clear = rule.number("clear-below");
      return new Condition.Above(above, clear == null ? above : clear);
    }
    if (below != null) {
      Double clear = rule.number("clear-above");
      return new Condition.Below(below, clear == null ? below : clear);
    }
    Node states = rule.get("states");
    return states == null ? null : new Condition.InStates(Texts.set(states));
  }
}
