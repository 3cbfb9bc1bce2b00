package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;

/// Every file of firmware-config, with the drivers that are really there.
class ShippedFilesTest {
  private static final Path FIRMWARE = Path.of("../firmware-config");
  private static final ConfigLoader LOADER = new ConfigLoader(ConfigLoader.installedDrivers());

  static Stream<Path> profiles() {
    return YamlFiles.in(FIRMWARE.resolve("profiles")).stream();
  }

  static Stream<Path> rooms() {
    return YamlFiles.in(FIRMWARE.resolve("rooms")).stream();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void theProfileIsSound(Path file) {
    Profile profile = value(LOADER.profile(file));
    assertEquals(profile.id() + ".yaml", String.valueOf(file.getFileName()));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void theRoomIsSound(Path file) {
    Room room = value(LOADER.room(file, FIRMWARE.resolve("profiles")));
    assertTrue(room.simulated(), "no real room is shipped");
    assertTrue(room.use() != null, "the room's use is told");
    assertEquals(room.id() + ".yaml", String.valueOf(file.getFileName()));
  }

  @Test
  void theEightFirstDeviceTypesStandInTheFourRooms() {
    Set<String> used = new TreeSet<>();
    rooms()
        .map(file -> value(LOADER.room(file, FIRMWARE.resolve("profiles"))))
        .forEach(room -> room.devices().forEach(device -> used.add(device.profile().id())));
    assertEquals(
        new TreeSet<>(
            List.of(
                "tasmota-plug",
                "zigbee2mqtt-presence",
                "coap-climate",
                "sdm120",
                "scpi-oscilloscope",
                "scpi-power-supply",
                "pjlink-projector",
                "pn532-reader")),
        used);
    assertEquals(4, rooms().count());
  }

  @Test
  void eachSimulatedDeviceCountsItsSamplesButProjectorAndReader() {
    rooms()
        .map(file -> value(LOADER.room(file, FIRMWARE.resolve("profiles"))))
        .flatMap(room -> room.devices().stream())
        .forEach(device -> {
          Set<String> without = Set.of("projector", "card-reader");
          List<PointSpec> ticks =
              device.profile().points().stream().filter(p -> p.id().equals("tick")).toList();
          assertEquals(without.contains(device.profile().kind()) ? 0 : 1, ticks.size());
          for (PointSpec tick : ticks) {
            assertEquals(new PointSpec.Report(false, 0, Duration.ZERO), tick.report());
            assertEquals("1", tick.unit());
          }
        });
  }

  @Test
  void thePortsOfTheRoomsAreThoseThatTheDemoShifts() {
    Map<String, Integer> first =
        Map.of("vat-li-1", 21_000, "steam", 21_010, "thu-vien", 21_020, "lop-6a1", 21_030);
    Map<String, Integer> offsets =
        Map.of(
            "sdm120", 1,
            "scpi-oscilloscope", 2,
            "scpi-power-supply", 3,
            "pjlink-projector", 4,
            "coap-climate", 5);
    Set<Integer> taken = new HashSet<>();
    Map<String, Integer> seen = new TreeMap<>();
    rooms()
        .map(file -> value(LOADER.room(file, FIRMWARE.resolve("profiles"))))
        .forEach(room ->
            room.devices().stream()
                .filter(device -> device.config().connection().containsKey("port"))
                .forEach(device -> {
                  int port = device.config().number("port", 0);
                  assertTrue(taken.add(port), port + " is taken twice");
                  seen.merge(room.id(), 1, Integer::sum);
                  assertEquals(
                      first.getOrDefault(room.id(), 0)
                          + offsets.getOrDefault(device.profile().id(), 0),
                      port);
                }));
    assertEquals(first.keySet(), seen.keySet());
  }

  private static <T> T value(Loaded<T> loaded) {
    return switch (loaded) {
      case Loaded.Good<T> good -> good.value();
      case Loaded.Wrong<T> wrong -> {
        StringBuilder lines = new StringBuilder();
        wrong.problems().forEach(problem -> lines.append('\n').append(problem));
        throw new AssertionError(lines.toString());
      }
    };
  }
}
