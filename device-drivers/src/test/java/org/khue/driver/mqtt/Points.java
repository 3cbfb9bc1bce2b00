package org.khue.driver.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.khue.driver.CommandSpec;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;

/// Points and profiles for the tests.
final class Points {
  static final Map<Integer, String> ON_OFF = Map.of(0, "off", 1, "on");

  private Points() {}

  static PointSpec point(String id, Map<String, Object> address) {
    return point(id, address, Map.of());
  }

  static PointSpec point(String id, Map<String, Object> address, Map<Integer, String> states) {
    return new PointSpec(
        id,
        Map.of("en", id),
        address,
        1,
        0,
        "1",
        Duration.ZERO,
        new PointSpec.Report(true, 0, Duration.ofSeconds(30)),
        null,
        null,
        states);
  }

  static PointSpec sensor(String id, String path) {
    return point(id, Map.of("topic", "tele/{topic}/SENSOR", "path", path));
  }

  static CommandSpec command(String id, Map<String, Object> address) {
    return new CommandSpec(id, Map.of("en", id), address, Duration.ofSeconds(5));
  }

  static Profile profile(List<PointSpec> points, List<CommandSpec> commands) {
    return new Profile("node", "mqtt-json", "node", Map.of("en", "Node"), points, commands, null);
  }

  /// As the profile tasmota-plug has them.
  static Profile plug() {
    return profile(
        List.of(
            point(
                "link",
                Map.of("topic", "tele/{topic}/LWT", "availability", true),
                Map.of(0, "Offline", 1, "Online")),
            point(
                "switch",
                Map.of(
                    "topic", "tele/{topic}/STATE", "path", "POWER", "also", "stat/{topic}/POWER"),
                ON_OFF),
            sensor("power", "ENERGY.Power"),
            sensor("tick", "Tick")),
        List.of(powerOn()));
  }

  static CommandSpec powerOn() {
    return command(
        "power-on",
        Map.of(
            "topic", "cmnd/{topic}/Power",
            "payload", "ON",
            "confirm", "stat/{topic}/POWER",
            "expect", "ON"));
  }

  /// As the profile zigbee2mqtt-presence has them.
  static Profile presence() {
    return profile(
        List.of(
            point(
                "occupancy",
                Map.of("topic", "zigbee2mqtt/{topic}", "path", "occupancy"),
                Map.of(0, "empty", 1, "occupied")),
            point("tick", Map.of("topic", "zigbee2mqtt/{topic}", "path", "tick"))),
        List.of());
  }
}
