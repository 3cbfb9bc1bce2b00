package org.khue.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;
import org.khue.driver.PointSpec;

/// Where a point's values come from: `{topic: "tele/{topic}/SENSOR", path: ENERGY.Power}`.
///
/// @param path null if the whole payload is the value
/// @param availability whether the topic tells that the device is there
record Route(PointSpec point, String topic, @Nullable JsonPath path, boolean availability) {

  /// All ways to a point: its own topic, and the one under `also`, whose whole payload is the
  /// value.
  ///
  /// @throws IllegalArgumentException if the address is wrong
  static List<Route> of(PointSpec point, String device) {
    Map<String, Object> address = point.address();
    new Block(address).only("topic", "path", "also", "availability");
    boolean availability = Boolean.TRUE.equals(address.get("availability"));
    Object path = address.get("path");
    List<Route> routes = new ArrayList<>();
    routes.add(
        new Route(
            point,
            name(address.get("topic"), device, "topic"),
            path == null ? null : JsonPath.of(path.toString()),
            availability));
    if (address.get("also") != null) {
      routes.add(new Route(point, name(address.get("also"), device, "also"), null, false));
    }
    return routes;
  }

  static String name(@Nullable Object template, String device, String key) {
    String name = template == null ? "" : Topics.fill(template.toString(), device);
    if (!Topics.isName(name)) {
      throw new IllegalArgumentException(
          "`" + key + "` must name one topic, without + and #: " + (template == null ? "" : name));
    }
    return name;
  }
}
