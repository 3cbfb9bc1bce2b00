package org.khue.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Inventory;
import org.khue.contract.Stream;
import org.khue.driver.DriverFactory;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.apply.StartingRoom;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.discovery.Accepted;
import org.khue.gateway.discovery.Entry;
import org.khue.gateway.discovery.Finding;
import org.khue.gateway.discovery.ScanStart;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.PowerSupply;

/// From an empty room to a device that is measured and told to the cloud, with the real drivers and
/// no restart.
class GatewayInboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path directory = Path.of("");
  private final MemoryJournal journal = new MemoryJournal();
  private PowerSupply supply;

  @BeforeEach
  void plugIn() throws IOException {
    supply = new PowerSupply();
  }

  @AfterEach
  void unplug() throws IOException {
    supply.close();
  }

  @Test
  void whatIsFoundAndAcceptedIsMeasuredAndToldToTheCloudWithoutARestart() throws Exception {
    Path file = write();
    try (Gateway gateway = start(file)) {
      assertEquals(List.of(), gateway.localStatus().devices());
      assertInstanceOf(ScanStart.Started.class, gateway.inbox().scan());
      assertTrue(gateway.inbox().awaitScan(PATIENCE));
      Finding found = gateway.inbox().findings().getFirst();
      assertEquals("scpi-power-supply", found.profiles().getFirst().id());
      Entry entry =
          new Entry(
              found.suggestedId(),
              "scpi-power-supply",
              Map.of("vi", "Nguồn", "en", "Supply"),
              Map.of());
      assertEquals(new Accepted.Done("instrument"), gateway.inbox().accept(found.key(), entry));
      await().atMost(PATIENCE).until(() -> !journal.readings("instrument", "voltage").isEmpty());
      assertEquals(DeviceState.ONLINE, gateway.localStatus().devices().getFirst().state());
      assertEquals(List.of("instrument"), toldLast());
      assertEquals(List.of(), gateway.inbox().findings());
    }
    try (Gateway again = start(file)) {
      assertEquals(
          List.of("instrument"),
          again.localStatus().devices().stream().map(DeviceStatus::id).toList());
    }
  }

  /// The devices of the last inventory.
  private List<String> toldLast() {
    Inventory last =
        journal.entries(Stream.EVENTS).stream()
            .filter(Inventory.class::isInstance)
            .map(Inventory.class::cast)
            .reduce((earlier, later) -> later)
            .orElseThrow();
    assertTrue(last.devices().stream().noneMatch(device -> device.points().isEmpty()));
    return last.devices().stream().map(Inventory.Device::id).toList();
  }

  private Path write() throws IOException {
    Files.writeString(
        directory.resolve("room.yaml"),
        """
        room: { id: lab, kind: physics-lab, name: { vi: "Phòng", en: "Lab" } }
        devices: []
        """);
    Files.writeString(directory.resolve("secret.txt"), "secret\n");
    return Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: gw-lab
        room: room.yaml
        profiles: "%s"
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        local-site: "127.0.0.1:%d"
        discovery: { ranges: ["127.0.0.1:%d"] }
        """
            .formatted(
                Path.of("../firmware-config/profiles").toAbsolutePath().normalize(),
                freePort(),
                supply.port()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Gateway start(Path file) throws Exception {
    Map<String, DriverFactory> drivers = ConfigLoader.installedDrivers();
    ConfigLoader loader = new ConfigLoader(drivers);
    if (!(loader.load(file) instanceof Loaded.Good<GatewayConfig>(GatewayConfig config))) {
      throw new AssertionError("the test's own configuration is wrong");
    }
    return Gateway.start(
        StartingRoom.choose(config, loader),
        drivers,
        Build.current(),
        new SystemTime(),
        (data, clock) -> journal);
  }
}
