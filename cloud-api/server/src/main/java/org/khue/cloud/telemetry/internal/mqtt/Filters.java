package org.khue.cloud.telemetry.internal.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one gateway subscribed to: filters within its own topics (MQTT 5, section 4.7).
final class Filters {
  private static final int MOST = 20;

  private final String root;
  private final Map<String, Integer> qosByFilter = new LinkedHashMap<>();

  Filters(String gateway) {
    root = "khue/v1/" + gateway + "/";
  }

  /// Whether the filter stays within the gateway's topics.
  boolean isOwn(String filter) {
    return filter.startsWith(root) && isWellFormed(filter);
  }

  /// @return false if there are too many
  boolean add(String filter, int qos) {
    if (qosByFilter.size() >= MOST && !qosByFilter.containsKey(filter)) {
      return false;
    }
    qosByFilter.put(filter, qos);
    return true;
  }

  boolean remove(String filter) {
    return qosByFilter.remove(filter) != null;
  }

  /// The greatest QoS of the filters that match; -1 if none does.
  int qosFor(String topic) {
    int qos = -1;
    for (Map.Entry<String, Integer> each : qosByFilter.entrySet()) {
      if (matches(each.getKey(), topic)) {
        qos = Math.max(qos, each.getValue());
      }
    }
    return qos;
  }

  static boolean matches(String filter, String topic) {
    String[] wanted = filter.split("/", -1);
    String[] levels = topic.split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i >= levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
        return false;
      }
    }
    return wanted.length == levels.length;
  }

  private static boolean isWellFormed(String filter) {
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean wild = levels[i].contains("+") || levels[i].contains("#");
      if (wild && levels[i].length() > 1 || levels[i].equals("#") && i < levels.length - 1) {
        return false;
      }
    }
    return filter.indexOf('\0') < 0;
  }
}
