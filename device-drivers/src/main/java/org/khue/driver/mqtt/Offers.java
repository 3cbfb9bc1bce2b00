package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/// What a device on a broker says that it has, by which a fitting profile is suggested.
final class Offers {
  static final String TASMOTA = "tasmota";
  static final String ZIGBEE = "zigbee2mqtt";
  static final String RELAY = "relay";

  /// Zigbee2MQTT's word for a device that can blink or beep when asked.
  static final String IDENTIFY = "identify";

  private static final int MOST = 64;

  private Offers() {}

  /// Tasmota discovery: `rl` has a 1 for each relay.
  static Set<String> tasmota(JsonNode config) {
    Set<String> offers = new TreeSet<>(Set.of(TASMOTA));
    for (JsonNode relay : config.path("rl")) {
      if (relay.asInt() == 1) {
        offers.add(RELAY);
      }
    }
    return offers;
  }

  /// Tasmota discovery: the names under `sn` are those of its sensors, such as `ENERGY`.
  static Set<String> tasmotaSensors(JsonNode sensors) {
    Set<String> offers = new TreeSet<>();
    sensors
        .path("sn")
        .properties()
        .forEach(sensor -> {
          if (sensor.getValue().isObject() && offers.size() < MOST) {
            offers.add(sensor.getKey());
          }
        });
    return offers;
  }

  /// Zigbee2MQTT `exposes`: a list whose items name a `property`, or have `features` that do.
  static Set<String> zigbee(JsonNode exposes) {
    Set<String> offers = new TreeSet<>(Set.of(ZIGBEE));
    for (JsonNode expose : exposes) {
      add(expose, offers);
      expose.path("features").forEach(feature -> add(feature, offers));
    }
    return offers;
  }

  private static void add(JsonNode expose, Set<String> offers) {
    String property = expose.path("property").asText();
    if (!property.isEmpty() && property.length() <= 64 && offers.size() < MOST) {
      offers.add(property);
    }
  }
}
