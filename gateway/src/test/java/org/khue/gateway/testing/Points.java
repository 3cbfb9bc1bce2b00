package org.khue.gateway.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.ArgumentSpec.Type;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.PointSpec;
import org.khue.driver.PointSpec.Report;
import org.khue.driver.Profile;
import org.khue.driver.UseRule;
import org.khue.gateway.config.AlarmRule;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.config.RoomUse;
import org.khue.gateway.config.Schedule;

/// Points, profiles and rooms as tests need them.
public final class Points {
  public static final Report EACH = new Report(false, 0, Duration.ZERO);
  public static final Report CHANGES = new Report(true, 0, Duration.ofSeconds(30));

  private Points() {}

  public static PointSpec measured(String id, String unit, Duration poll, Report report) {
    return new PointSpec(
        id, Map.of("vi", id), Map.of(), 1, 0, unit, poll, report, null, null, Map.of());
  }

  public static PointSpec ranged(String id, double low, double high) {
    return new PointSpec(
        id, Map.of("vi", id), Map.of(), 0.1, 5, "Cel", Duration.ZERO, EACH, low, high, Map.of());
  }

  /// A point with the states off (0) and on (1).
  public static PointSpec states(String id, Duration poll) {
    return new PointSpec(
        id,
        Map.of("vi", id),
        Map.of(),
        1,
        0,
        "1",
        poll,
        CHANGES,
        null,
        null,
        Map.of(0, "off", 1, "on"));
  }

  public static UseRule powerUse(Duration startAfter, Duration endAfter) {
    return new UseRule("power", "power", 15.0, Set.of(), startAfter, endAfter);
  }

  public static UseRule stateUse(Duration startAfter, Duration endAfter) {
    return new UseRule("occupancy", "switch", null, Set.of("on"), startAfter, endAfter);
  }

  public static AlarmRule co2High(Duration holdFor) {
    return new AlarmRule(
        "co2-high",
        "climate",
        "co2",
        new AlarmRule.Condition.Above(1_000, 900),
        holdFor,
        Schedule.ALWAYS,
        AlarmRule.Severity.WARNING,
        Map.of("vi", "CO₂ cao"),
        Map.of("vi", "Mở cửa sổ"),
        Map.of("vi", "Mở hai cửa sổ cuối lớp\nBật quạt"));
  }

  public static RoomDevice device(
      String id, String driver, List<PointSpec> points, @Nullable UseRule use) {
    return device(id, driver, points, use, Map.of());
  }

  public static RoomDevice device(
      String id,
      String driver,
      List<PointSpec> points,
      @Nullable UseRule use,
      Map<String, Object> connection) {
    Profile profile =
        new Profile(
            id + "-profile",
            driver,
            "meter",
            Map.of("vi", id),
            points,
            List.of(
                new CommandSpec(
                    "power-on",
                    Map.of("vi", "Bật"),
                    Map.of(),
                    List.of(new ArgumentSpec("level", Map.of(), new Type.Num("1", 0, 9))),
                    Duration.ofSeconds(1),
                    false)),
            use);
    return new RoomDevice(
        new DeviceConfig(id, connection, "room.yaml:1"), profile, Map.of("vi", id));
  }

  public static Room room(List<RoomDevice> devices) {
    return room(devices, null, List.of());
  }

  public static Room room(List<RoomDevice> devices, @Nullable RoomUse use, List<AlarmRule> alarms) {
    return new Room(
        "vat-li-1",
        "physics-lab",
        Map.of("vi", "Phòng Vật lí 1"),
        true,
        devices,
        use,
        alarms,
        List.of());
  }
}
