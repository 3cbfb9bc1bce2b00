package org.khue.driver.modbus;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.driver.CommandSpec;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;

/// Points and profiles for the tests.
final class Meters {
  private Meters() {}

  static PointSpec point(String id, String table, int register, String type) {
    return point(id, Map.of("table", table, "register", register, "type", type));
  }

  static PointSpec bit(String id, String table, int register) {
    return point(id, Map.of("table", table, "register", register));
  }

  static PointSpec point(String id, Map<String, Object> address) {
    return new PointSpec(
        id,
        Map.of("en", id),
        address,
        1,
        0,
        "1",
        Duration.ofSeconds(1),
        new PointSpec.Report(true, 0, Duration.ofSeconds(30)),
        null,
        null,
        Map.of());
  }

  static PointSpec little(String id, String table, int register, String type) {
    Map<String, Object> address = new HashMap<>(point(id, table, register, type).address());
    address.put("word-order", "little");
    return point(id, address);
  }

  static CommandSpec command(String id, Map<String, Object> address) {
    return new CommandSpec(id, Map.of("en", id), address, Duration.ofSeconds(5));
  }

  static Profile profile(List<PointSpec> points, List<CommandSpec> commands) {
    return new Profile(
        "meter", "modbus-tcp", "meter", Map.of("en", "Meter"), points, commands, null);
  }
}
