package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Steps into a JSON document: `ENERGY.Power`, `ENERGY.Power[1]`, `['DS18B20-1'].Temperature`.
///
/// @param steps a [String] is a member's name, an [Integer] an element's index from 0
record JsonPath(List<Object> steps) {
  private static final int MOST_STEPS = 16;
  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]']+)|\\[(\\d{1,4})]|\\['([^']+)']");

  JsonPath {
    steps = List.copyOf(steps);
  }

  /// @throws IllegalArgumentException if it is no path; the message shows one
  static JsonPath of(String text) {
    List<Object> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int at = 0;
    while (matcher.lookingAt() && steps.size() < MOST_STEPS) {
      if (matcher.group(1) != null) {
        steps.add(matcher.group(1));
      } else if (matcher.group(2) != null) {
        steps.add(Integer.valueOf(matcher.group(2)));
      } else {
        steps.add(matcher.group(3));
      }
      at = matcher.end();
      matcher.region(at, text.length());
    }
    if (steps.isEmpty() || at != text.length() || text.startsWith(".")) {
      throw new IllegalArgumentException(
          "`" + text + "` is no path; write ENERGY.Power, ENERGY.Power[1] or ['a.b'].c");
    }
    return new JsonPath(steps);
  }

  /// The node there, or a missing node.
  JsonNode in(JsonNode root) {
    JsonNode node = root;
    for (Object step : steps) {
      node =
          switch (step) {
            case String name -> node.path(name);
            case Integer index -> node.path(index);
            default -> MissingNode.getInstance();
          };
    }
    return node;
  }
}
