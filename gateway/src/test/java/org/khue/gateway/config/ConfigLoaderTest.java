package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.ArgumentSpec.Type;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.HoldSpec;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.UseRule;
import org.khue.gateway.config.AlarmRule.Condition;
import org.khue.gateway.config.AlarmRule.Severity;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.config.GatewayConfig.RoomBroker;

/// Each key, and what holds where it is left out.
class ConfigLoaderTest {
  private static final Path COMPLETE = Path.of("src/test/resources/complete");
  private static final Path MINIMAL = Path.of("src/test/resources/minimal");

  private final GatewayConfig complete = load(COMPLETE.resolve("gateway.yaml"));
  private final GatewayConfig minimal = load(MINIMAL.resolve("gateway.yaml"));

  @Test
  void everyKeyOfTheGatewayFileIsRead() {
    assertEquals("gw-lab", complete.gateway());
    assertEquals(COMPLETE.resolve("var/data").toAbsolutePath(), complete.data());
    assertEquals(
        new GatewayConfig.Cloud.WithSecret(
            URI.create("tcp://127.0.0.1:1883"),
            COMPLETE.resolve("secret.txt").toAbsolutePath(),
            null),
        complete.cloud());
    assertEquals(new Endpoint("::1", 8090), complete.localSite());
    assertEquals("[::1]:8090", complete.localSite().toString());
    RoomBroker broker = complete.roomBroker();
    assertNotNull(broker);
    assertEquals(new RoomBroker.Embedded(new Endpoint("127.0.0.1", 1884)), broker);
    assertEquals(URI.create("tcp://127.0.0.1:1884"), broker.uri());
  }

  @Test
  void whatAGatewayFileMayLeaveOut() {
    assertEquals(MINIMAL.resolve("data").toAbsolutePath(), minimal.data());
    assertEquals(new Endpoint("127.0.0.1", 8081), minimal.localSite());
    assertNull(minimal.roomBroker());
    assertEquals(1, minimal.room().devices().size(), "profiles come from the directory profiles");
  }

  @Test
  void everyKeyOfTheRoomFileIsRead() {
    Room room = complete.room();
    assertEquals("lab", room.id());
    assertEquals("physics-lab", room.kind());
    assertEquals(Map.of("vi", "Phòng Vật lí", "en", "Physics lab"), room.name());
    assertTrue(room.simulated());
    RoomDevice supply = room.devices().get(0);
    assertEquals(Map.of("vi", "Nguồn bàn 1", "en", "Supply, bench 1"), supply.name());
    assertEquals(
        new DeviceConfig(
            "supply",
            Map.of("host", "127.0.0.1", "port", 21003),
            COMPLETE.resolve("rooms/lab.yaml") + ":4"),
        supply.config());
    assertEquals(
        new RoomUse(
            "door",
            new UseRule(
                "occupancy",
                "occupancy",
                null,
                Set.of("occupied"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(120))),
        room.use());
  }

  @Test
  void everyKindOfAlarmIsRead() {
    assertEquals(
        List.of(
            new AlarmRule(
                "too-high",
                "supply",
                "voltage",
                new Condition.Above(10, 9.5),
                Duration.ofSeconds(60),
                Schedule.ALWAYS,
                Severity.CRITICAL,
                Map.of("vi", "Điện áp cao", "en", "Voltage is high"),
                Map.of("vi", "Tắt nguồn", "en", "Switch the supply off"),
                Map.of("vi", "Tắt nguồn\nGọi kỹ thuật\n", "en", "Switch it off\nCall for help\n")),
            new AlarmRule(
                "too-low",
                "supply",
                "voltage",
                new Condition.Below(1, 2),
                Duration.ofMillis(500),
                Schedule.ALWAYS,
                Severity.INFO,
                Map.of("vi", "Điện áp thấp", "en", "Voltage is low"),
                Map.of("vi", "Xem dây nối", "en", "Look at the wires"),
                Map.of()),
            new AlarmRule(
                "left-on",
                "supply",
                "output",
                new Condition.InStates(Set.of("on")),
                Duration.ofHours(1),
                new Schedule(
                    Set.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                    LocalTime.of(17, 30),
                    LocalTime.of(6, 0)),
                Severity.WARNING,
                Map.of("vi", "Chưa tắt", "en", "Left on"),
                Map.of("vi", "Tắt nguồn", "en", "Switch the supply off"),
                Map.of()),
            new AlarmRule(
                "silent",
                "supply",
                "voltage",
                new Condition.Missing(),
                Duration.ofMinutes(5),
                Schedule.ALWAYS,
                Severity.WARNING,
                Map.of("vi", "Không có số đo", "en", "No value"),
                Map.of("vi", "Xem dây nối", "en", "Look at the wires"),
                Map.of()),
            new AlarmRule(
                "frozen",
                "supply",
                "voltage",
                new Condition.Stuck(),
                Duration.ZERO,
                Schedule.ALWAYS,
                Severity.INFO,
                Map.of("vi", "Số đo đứng yên", "en", "The value stands still"),
                Map.of("vi", "Xem dây nối", "en", "Look at the wires"),
                Map.of())),
        complete.room().alarms());
    assertEquals(
        List.of(
            new InterlockRule(
                "safe",
                "supply",
                new InterlockRule.Safe("set", Map.of("level", 0, "mode", "A", "label", "safe")),
                List.of(
                    new InterlockRule.Watch(
                        "supply",
                        "voltage",
                        new Condition.Above(10, 9),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30)),
                    new InterlockRule.Watch(
                        "door",
                        "occupancy",
                        new Condition.InStates(Set.of("empty")),
                        Duration.ZERO,
                        Duration.ofSeconds(60)),
                    new InterlockRule.Watch(
                        "door",
                        "occupancy",
                        new Condition.Missing(),
                        Duration.ZERO,
                        Duration.ofSeconds(60))),
                Duration.ofSeconds(30),
                Map.of("vi", "Phải tắt", "en", "Must be off"))),
        complete.room().interlocks());
  }

  @Test
  void whatARoomFileMayLeaveOut() {
    Room room = minimal.room();
    RoomDevice meter = room.devices().getFirst();
    assertEquals(Map.of("vi", "Công tơ", "en", "Meter"), meter.name(), "the profile's name");
    RoomUse use = room.use();
    assertNotNull(use);
    assertEquals(Duration.ZERO, use.rule().startAfter());
    assertEquals(Duration.ofSeconds(60), use.rule().endAfter());
    assertEquals(new Condition.Above(100, 100), room.alarms().get(0).condition());
    assertEquals(new Condition.Below(1, 1), room.alarms().get(1).condition());
    assertEquals(Duration.ZERO, room.alarms().get(0).holdFor());
    assertFalse(room.simulated());
  }

  @Test
  void everyKeyOfAProfileIsRead() {
    Profile profile = complete.room().devices().getFirst().profile();
    assertEquals("everything", profile.id());
    assertEquals("fake-tcp", profile.driver());
    assertEquals("instrument", profile.kind());
    assertEquals(Map.of("vi", "Nguồn", "en", "Supply"), profile.name());
    assertEquals(
        new PointSpec(
            "output",
            Map.of("vi", "Đầu ra", "en", "Output"),
            Map.of("query", "OUTP?", "type", "text"),
            1,
            0,
            "1",
            Duration.ofMillis(500),
            new PointSpec.Report(true, 0, Duration.ofSeconds(60)),
            null,
            null,
            Map.of(0, "off", 1, "on")),
        profile.points().get(1));
    SequencedMap<String, Map<String, String>> modes = new LinkedHashMap<>();
    modes.put("B", Map.of("vi", "Nhanh", "en", "Fast"));
    modes.put("A", Map.of("vi", "Chậm", "en", "Slow"));
    assertEquals(
        List.of(
            new CommandSpec(
                "output-on",
                Map.of("vi", "Bật", "en", "Switch on"),
                Map.of("write", "OUTP ON"),
                List.of(),
                Duration.ofSeconds(60),
                true),
            new CommandSpec(
                "set",
                Map.of("vi", "Đặt", "en", "Set"),
                Map.of("write", "SET {level} {mode} {label}"),
                List.of(
                    new ArgumentSpec(
                        "level", Map.of("vi", "Mức", "en", "Level"), new Type.Num("V", 0, 30)),
                    new ArgumentSpec(
                        "mode", Map.of("vi", "Chế độ", "en", "Mode"), new Type.Choice(modes)),
                    new ArgumentSpec(
                        "label", Map.of("vi", "Nhãn", "en", "Label"), new Type.Text(8))),
                Duration.ofSeconds(5),
                false),
            new CommandSpec(
                "output-off",
                Map.of("vi", "Tắt", "en", "Switch off"),
                Map.of("write", "OUTP OFF"),
                Duration.ofSeconds(5))),
        profile.orders());
    assertEquals(new HoldSpec("timer", "value", 100), profile.hold());
    assertEquals("output-off", profile.test());
    assertEquals(
        new UseRule(
            "power", "voltage", 0.5, Set.of(), Duration.ofSeconds(5), Duration.ofMinutes(2)),
        profile.use());
  }

  @Test
  void theRoomFileOverridesPointsOfTheProfileKeyByKeyAndAddsItsOwn() {
    List<PointSpec> points = complete.room().devices().getFirst().profile().points();
    assertEquals(List.of("voltage", "output", "tick"), points.stream().map(PointSpec::id).toList());
    assertEquals(
        new PointSpec(
            "voltage",
            Map.of("vi", "Điện áp", "en", "Voltage"),
            Map.of("query", "VOLT?", "type", "number"),
            0.001,
            -0.25,
            "V",
            Duration.ofSeconds(2),
            new PointSpec.Report(true, 0.5, Duration.ofSeconds(10)),
            null,
            12.0,
            Map.of()),
        points.get(0));
    assertEquals(new PointSpec.Report(false, 0, Duration.ZERO), points.get(2).report());
  }

  @Test
  void whatAProfileMayLeaveOut() {
    PointSpec power = minimal.room().devices().getFirst().profile().points().getFirst();
    assertEquals(1, power.scale());
    assertEquals(0, power.offset());
    assertNull(power.low());
    assertNull(power.high());
    assertEquals(new PointSpec.Report(true, 1, Duration.ofSeconds(60)), power.report());
    PointSpec sent = complete.room().devices().get(1).profile().points().getFirst();
    assertEquals(Duration.ZERO, sent.poll(), "the device sends it by itself");
    assertEquals(List.of(), minimal.room().devices().getFirst().profile().commands());
    assertNull(complete.room().devices().get(1).profile().use());
  }

  private static GatewayConfig load(Path file) {
    return switch (new ConfigLoader(FakeFactory.installed()).load(file)) {
      case Loaded.Good<GatewayConfig> good -> good.value();
      case Loaded.Wrong<GatewayConfig> wrong -> throw new AssertionError(wrong.problems());
    };
  }
}
