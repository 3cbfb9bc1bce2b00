package org.khue.driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Points, commands and profiles for tests.
public final class Specs {
  private Specs() {}

  public static PointSpec point(String id, Map<String, Object> address) {
    return new PointSpec(
        id,
        Map.of("vi", id, "en", id),
        address,
        1,
        0,
        "1",
        Duration.ofSeconds(1),
        new PointSpec.Report(true, 0, Duration.ofSeconds(60)),
        null,
        null,
        Map.of());
  }

  public static CommandSpec command(String id, Map<String, Object> address) {
    return new CommandSpec(id, Map.of("vi", id, "en", id), address, Duration.ofSeconds(5));
  }

  public static Profile profile(String driver, List<PointSpec> points, List<CommandSpec> commands) {
    return new Profile(
        "test-device", driver, "other", Map.of("vi", "Thử", "en", "Test"), points, commands, null);
  }
}
