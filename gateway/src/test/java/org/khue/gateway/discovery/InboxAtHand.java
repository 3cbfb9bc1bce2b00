package org.khue.gateway.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.khue.driver.AddressRange;
import org.khue.driver.DriverFactory;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.DiscoveryConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.testing.NoLinks;

/// An inbox on a room of one device, `meter` at 10.0.0.3 with number SN-1, and two drivers.
final class InboxAtHand implements AutoCloseable {
  static final Duration AMPLE = Duration.ofSeconds(20);

  final FindableFactory good = new FindableFactory("good");
  final FindableFactory other = new FindableFactory("other");
  final List<DeviceStatus> statuses = new CopyOnWriteArrayList<>();
  final Map<String, String> numbers = new HashMap<>(Map.of("meter", "SN-1"));
  final Path directory;
  final Path room;
  final Inbox inbox;

  InboxAtHand(Path directory) throws IOException {
    this.directory = directory;
    room = directory.resolve("room.yaml");
    Path profiles = Files.createDirectories(directory.resolve("profiles"));
    profile(
        profiles, "meter", "good", "meter", "match:\n  - { model: \"Mod*\", offers: [power] }\n");
    profile(profiles, "anything", "good", "other", "");
    profile(profiles, "foreign", "other", "plug", "match:\n  - { maker: Maker }\n");
    if (!Files.exists(room)) {
      Files.writeString(
          room,
          """
          # kept
          room: { id: lab, kind: physics-lab, name: { vi: "Phòng", en: "Lab" } }
          devices:
            - id: meter
              profile: meter
              connection: { host: 10.0.0.3, port: 7 } # kept too
          """);
    }
    Map<String, DriverFactory> drivers = Map.of("good", good, "other", other);
    ConfigLoader loader = new ConfigLoader(drivers);
    DiscoveryConfig listed =
        new DiscoveryConfig(
            profiles, room, List.of(AddressRange.parse("10.0.0.1-9")), List.of(), Duration.ZERO);
    inbox =
        new Inbox(
            new Surroundings(
                drivers,
                new NoLinks(),
                new SystemTime(),
                true,
                () -> new Loaded.Good<>(listed),
                loader::profiles,
                new RoomFileBook(loader, room, profiles),
                () -> statuses,
                new Surroundings.Numbers() {
                  @Override
                  public String of(String device) {
                    return numbers.getOrDefault(device, "");
                  }

                  @Override
                  public void forget(String device) {
                    numbers.remove(device);
                  }
                },
                directory.resolve("data")));
  }

  private static void profile(Path profiles, String id, String driver, String kind, String match)
      throws IOException {
    Files.writeString(
        profiles.resolve(id + ".yaml"),
        """
        profile: %s
        driver: %s
        kind: %s
        name: { vi: "Loại", en: "Type" }
        source: "made up for tests, table 1"
        %spoints: []
        """
            .formatted(id, driver, kind, match));
  }

  void status(DeviceState state, String reason) {
    statuses.clear();
    statuses.add(
        new DeviceStatus("meter", Map.of(), state, reason, "SN-9 in place of SN-1", Map.of(), 1));
  }

  List<Finding> scan() throws InterruptedException {
    if (!(inbox.scan() instanceof ScanStart.Started) || !inbox.awaitScan(AMPLE)) {
      throw new AssertionError("the scan did not run to its end");
    }
    return inbox.findings();
  }

  Finding only() throws InterruptedException {
    List<Finding> found = scan();
    if (found.size() != 1) {
      throw new AssertionError("one finding was expected: " + found);
    }
    return found.getFirst();
  }

  static Entry entry(String id, String profile) {
    return new Entry(id, profile, Map.of("vi", "Mới", "en", "New"), Map.of());
  }

  @Override
  public void close() {
    inbox.close();
  }
}
