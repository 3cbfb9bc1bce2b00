package org.khue.driver.mqtt;

import java.util.List;

/// Whose conventions a device follows: which topics tell whether it is there and who it is.
enum Dialect {
  /// Sources: Tasmota documentation, MQTT and Commands (`Status`), MQTT discovery.
  TASMOTA("tele/", List.of("tele/{topic}/LWT")),
  /// Source: Zigbee2MQTT documentation, MQTT topics and messages.
  ZIGBEE2MQTT(
      "zigbee2mqtt/", List.of("zigbee2mqtt/{topic}/availability", "zigbee2mqtt/bridge/state")),
  PLAIN("", List.of());

  private final String prefix;
  private final List<String> availabilityTopics;

  Dialect(String prefix, List<String> availabilityTopics) {
    this.prefix = prefix;
    this.availabilityTopics = availabilityTopics;
  }

  /// The one whose prefix some of the topics have.
  static Dialect of(List<String> topics) {
    for (Dialect dialect : List.of(TASMOTA, ZIGBEE2MQTT)) {
      if (topics.stream().anyMatch(topic -> topic.startsWith(dialect.prefix))) {
        return dialect;
      }
    }
    return PLAIN;
  }

  List<String> availabilityTopics(String device) {
    return availabilityTopics.stream().map(topic -> Topics.fill(topic, device)).toList();
  }
}
