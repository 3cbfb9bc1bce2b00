package org.khue.gateway.config.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.driver.DriverFactory;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.Room;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.testing.FakeFactory;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.NoLinks;

/// A room with fake devices on real files. A device's profile names its driver: `good` or `odd`.
final class LiveRoom implements AutoCloseable {
  private static final String PROFILE =
      """
      profile: %1$s
      driver: %1$s
      kind: meter
      name: { vi: "Công tơ", en: "Meter" }
      source: "made up for tests"
      points:
        - { id: power, name: { vi: "Công suất", en: "Power" }, address: {}, unit: W, poll: 1s, report: { on-change: 1 } }
      """;

  final FakeFactory good = new FakeFactory("good", "");
  final FakeFactory odd = new FakeFactory("odd", "");
  final MemoryJournal journal = new MemoryJournal();
  final List<Room> announced = new ArrayList<>();
  final Map<String, DriverFactory> drivers = new HashMap<>();
  final Path directory;
  final Recorder recorder = new Recorder(journal);
  final GatewayClock clock = new GatewayClock(new SystemTime(), 1, ClockState.SYNCED);
  GatewayConfig config;
  DeviceRuntime devices;
  RoomChanges changes;

  LiveRoom(Path directory, String... devices) throws IOException {
    this.directory = directory;
    drivers.put("good", good);
    drivers.put("odd", odd);
    Files.createDirectories(directory.resolve("profiles"));
    for (String id : drivers.keySet()) {
      Files.writeString(directory.resolve("profiles").resolve(id + ".yaml"), PROFILE.formatted(id));
    }
    Files.writeString(directory.resolve("secret.txt"), "secret\n");
    Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: gw-1
        room: room.yaml
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        """);
    Files.writeString(directory.resolve("room.yaml"), text(devices));
    start();
  }

  /// A room file.
  ///
  /// @param devices each `id:profile` or `id:profile:port`
  static String text(String... devices) {
    StringBuilder text =
        new StringBuilder(
            """
            room: { id: lab, kind: other, name: { vi: "Phòng", en: "Room" } }
            devices:
            """);
    for (String device : devices) {
      String[] parts = device.split(":");
      text.append(
          "  - { id: %s, profile: %s, connection: { host: %s, port: %s } }\n"
              .formatted(parts[0], parts[1], parts[0], parts.length > 2 ? parts[2] : "1"));
    }
    return text.toString();
  }

  /// As a start of the process would.
  void start() throws IOException {
    ConfigLoader loader = new ConfigLoader(drivers);
    GatewayConfig written =
        switch (loader.load(directory.resolve("gateway.yaml"))) {
          case Loaded.Good<GatewayConfig>(GatewayConfig read) -> read;
          case Loaded.Wrong<GatewayConfig> wrong -> throw new IOException(wrong.toString());
        };
    config = StartingRoom.choose(written, loader);
    devices =
        new DeviceRuntime(
            config.room(),
            drivers,
            new NoLinks(),
            new Pipeline(config.room(), clock, recorder, config.data().resolve("open")),
            recorder,
            clock,
            config.data());
    changes = new RoomChanges(config, drivers, devices, announced::add);
    devices.start();
  }

  void restart() throws IOException {
    devices.close();
    start();
  }

  boolean isOnline(String... ids) {
    for (String id : ids) {
      if (devices.statuses().stream()
          .noneMatch(each -> each.id().equals(id) && each.state() == DeviceState.ONLINE)) {
        return false;
      }
    }
    return true;
  }

  List<String> ids() {
    return devices.statuses().stream().map(DeviceStatus::id).toList();
  }

  List<Event> events(String kind) {
    return journal.events(kind);
  }

  @Override
  public void close() {
    good.end();
    odd.end();
    devices.close();
  }
}
