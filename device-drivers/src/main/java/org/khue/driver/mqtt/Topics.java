package org.khue.driver.mqtt;

import java.nio.charset.StandardCharsets;

/// Topic names (MQTT 3.1.1, section 4.7).
final class Topics {
  private static final int LONGEST_BYTES = 256;

  private Topics() {}

  static String fill(String template, String device) {
    return template.replace("{topic}", device);
  }

  /// Whether it names one topic: no wildcard, not empty, not over long.
  static boolean isName(String topic) {
    return !topic.isEmpty()
        && topic.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
        && topic.chars().noneMatch(c -> c == '+' || c == '#' || c < ' ')
        && !topic.startsWith("$");
  }

  /// Whether a filter with `+` in it covers the topic.
  static boolean matches(String filter, String topic) {
    String[] wanted = filter.split("/", -1);
    String[] levels = topic.split("/", -1);
    if (wanted.length != levels.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
        return false;
      }
    }
    return true;
  }
}
