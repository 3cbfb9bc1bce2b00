package org.khue.driver.coap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;

/// Points and profiles for the tests.
final class Points {
  private Points() {}

  static PointSpec observed(String id, String unit) {
    return point(id, Map.of("record", id), unit, Duration.ZERO, Map.of());
  }

  static PointSpec read(String id, String unit) {
    return point(id, Map.of("record", id), unit, Duration.ofSeconds(1), Map.of());
  }

  static PointSpec point(
      String id,
      Map<String, Object> address,
      String unit,
      Duration poll,
      Map<Integer, String> states) {
    return new PointSpec(
        id,
        Map.of("en", id),
        address,
        1,
        0,
        unit,
        poll,
        new PointSpec.Report(true, 0, Duration.ofSeconds(30)),
        null,
        null,
        states);
  }

  static Profile profile(PointSpec... points) {
    return new Profile(
        "climate",
        "coap-senml",
        "climate",
        Map.of("en", "Climate"),
        List.of(points),
        List.of(),
        null);
  }
}
