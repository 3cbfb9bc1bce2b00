package org.khue.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Inventory;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryReader;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.testing.FakeFactory;
import org.khue.gateway.testing.FakeFactory.Mood;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.Points;

class GatewayTest {
  private static final Build BUILD = new Build("1.2.3", Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path directory;
  private final FakeFactory good = new FakeFactory("good", "");
  private final FakeFactory broken = new FakeFactory("broken", "");
  private final MemoryJournal journal = new MemoryJournal();
  private final List<Gateway> started = new ArrayList<>();
  private int brokerPort;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "secret\n");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      brokerPort = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    broken.end();
    started.forEach(Gateway::close);
  }

  @Test
  void withoutTheCloudItDrivesItsDevicesAndKeepsWhatTheySay() throws Exception {
    broken.probe = Mood.HANGS;
    start((data, clock) -> journal);
    await().until(() -> journal.readings("meter", "tick").size() > 2);

    Event first = assertInstanceOf(Event.class, journal.entries(Stream.EVENTS).get(0));
    assertEquals(EventKind.GATEWAY_STARTED, first.kind());
    assertEquals("1.2.3", first.details().get("version"));
    assertEquals("", first.device());
    assertTrue(first.simulated());
    Inventory inventory = assertInstanceOf(Inventory.class, journal.entries(Stream.EVENTS).get(1));
    assertEquals("vat-li-1", inventory.room().id());
    assertEquals(
        List.of("meter", "projector"),
        inventory.devices().stream().map(Inventory.Device::id).toList());
    assertEquals("good", inventory.devices().getFirst().wire());
    assertEquals(
        List.of(10L),
        inventory.devices().getFirst().points().stream()
            .map(Inventory.Point::silentAfterSeconds)
            .toList());
    var status = started.getFirst().localStatus();
    assertEquals(DeviceState.ONLINE, status.devices().getFirst().state());
    assertEquals(1, status.boot());
    assertEquals(false, status.cloudConnected());
  }

  @Test
  void theRoomBrokerTakesConnectionsAndTheStopIsQuick() throws Exception {
    start((data, clock) -> journal);
    try (Socket device = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
      assertTrue(device.isConnected());
    }
    long before = System.nanoTime();
    started.getFirst().close();
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() < 5_000);
    try (ServerSocket again = new ServerSocket(brokerPort, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(again.isBound(), "the port is free again");
    }
  }

  @Test
  void aTakenPortIsNamedWithWhatToDo() throws Exception {
    try (ServerSocket other = new ServerSocket(brokerPort, 1, InetAddress.getLoopbackAddress())) {
      PortTakenException refused =
          assertThrows(PortTakenException.class, () -> start((data, clock) -> journal));
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("Port " + other.getLocalPort()), message);
      assertTrue(message.contains("the room's MQTT devices"), message);
      assertTrue(message.contains("ss -ltnp"), message);
      assertTrue(message.contains("room-broker"), message);
    }
    start((data, clock) -> journal);
    assertEquals(2, started.getFirst().localStatus().boot(), "the refused start counts as well");
  }

  @Test
  void aTakenLocalSiteLetsGoOfTheRoomBroker() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GatewayConfig taken = config(other.getLocalPort());
      PortTakenException refused =
          assertThrows(PortTakenException.class, () -> start(taken, (data, clock) -> journal));
      assertTrue(String.valueOf(refused.getMessage()).contains("local-site"));
    }
    start((data, clock) -> journal);
  }

  @Test
  void whatIsRecordedIsInTheJournalOnDiskAfterTheStop() throws Exception {
    start((data, clock) -> Journals.open(data, JournalSettings.DEFAULTS, clock));
    await().until(() -> good.reads.get() > 3);
    started.getFirst().close();

    GatewayClock clock = new GatewayClock(new SystemTime(), 9, org.khue.contract.ClockState.SYNCED);
    try (Journal disk =
        Journals.open(
            directory.resolve("data").resolve("journal"), JournalSettings.DEFAULTS, clock)) {
      List<Entry> events = entries(disk, Stream.EVENTS);
      assertInstanceOf(Event.class, events.get(0));
      assertInstanceOf(Inventory.class, events.get(1));
      assertTrue(
          entries(disk, Stream.TELEMETRY).stream()
              .anyMatch(entry -> entry instanceof Reading reading && reading.value() == 20));
    }
  }

  private static List<Entry> entries(Journal journal, Stream stream) throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (Journal.Stored stored : journal.read(stream, 1, 1_000, 1 << 20)) {
      entries.add(EntryReader.read(stored.cbor()));
    }
    return entries;
  }

  private void start(Gateway.JournalSource journals) throws IOException, PortTakenException {
    start(config(0), journals);
  }

  private void start(GatewayConfig config, Gateway.JournalSource journals)
      throws IOException, PortTakenException {
    started.add(
        Gateway.start(
            config, Map.of("good", good, "broken", broken), BUILD, new SystemTime(), journals));
  }

  private GatewayConfig config(int localPort) throws IOException {
    Room room = Points.room(List.of(device("meter", "good"), device("projector", "broken")));
    return new GatewayConfig(
        "gw-vat-li-1",
        directory.resolve("data"),
        new GatewayConfig.Cloud.WithSecret(
            URI.create("tcp://127.0.0.1:1"), directory.resolve("secret.txt"), null),
        new GatewayConfig.RoomBroker.Embedded(new Endpoint("127.0.0.1", brokerPort)),
        new Endpoint("127.0.0.1", localPort),
        null,
        room,
        directory.resolve("gateway.yaml"),
        Files.writeString(directory.resolve("room.yaml"), "room: {}\n"),
        GatewayConfig.Updates.NONE);
  }

  private static RoomDevice device(String id, String driver) {
    return Points.device(
        id,
        driver,
        List.of(Points.measured("tick", "1", Duration.ofMillis(100), Points.EACH)),
        null);
  }
}
