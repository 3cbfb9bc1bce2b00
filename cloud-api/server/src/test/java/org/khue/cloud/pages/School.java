package org.khue.cloud.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.telemetry.internal.mqtt.TestGateway;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.GatewayState;
import org.khue.contract.Inventory;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;

/// A cloud that a small school reports to: four gateways on real MQTT connections, their batches
/// taken in and acknowledged by the real ingest.
final class School implements AutoCloseable {
  static final String STEAM = "gw-steam";
  static final String SILENT = "gw-tin-hoc";
  private static final int BATCH = 2_000;

  private final TestCloud cloud;
  private final Map<String, TestGateway> gateways = new HashMap<>();
  private final Map<String, Long> telemetrySeq = new HashMap<>();
  private final Map<String, Long> eventsSeq = new HashMap<>();
  private final List<SampleRoom> rooms;

  private School(TestCloud cloud, List<SampleRoom> rooms) {
    this.cloud = cloud;
    this.rooms = rooms;
  }

  static School open() {
    try {
      List<SampleRoom> rooms = SampleRoom.school(Instant.now());
      Path file = Files.createTempFile("khue-gateways-", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(
          file,
          rooms.stream()
              .map(SampleRoom::gateway)
              .map(id ->
                  "{\"id\":\"" + id + "\",\"secretSha256\":\"" + hash(TestCloud.secret(id)) + "\"}")
              .collect(Collectors.joining(",", "[", "]")));
      Map<String, Object> settings = new HashMap<>(TestDatabase.create());
      settings.put("khue.gateways-file", file.toString());
      settings.put("khue.demo", true);
      School school = new School(TestCloud.start(settings), rooms);
      for (SampleRoom room : rooms) {
        school.report(room);
      }
      return school;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MqttException | InterruptedException e) {
      throw new IllegalStateException("the school could not report", e);
    }
  }

  TestCloud cloud() {
    return cloud;
  }

  /// One more value of a measured point, now.
  void measure(String gateway, String device, String point, double value) {
    SampleRoom room =
        rooms.stream().filter(r -> r.gateway().equals(gateway)).findFirst().orElseThrow();
    Inventory.Point spec =
        room.inventory().devices().stream()
            .filter(d -> d.id().equals(device))
            .flatMap(d -> d.points().stream())
            .filter(p -> p.id().equals(point))
            .findFirst()
            .orElseThrow();
    send(
        gateway, Stream.TELEMETRY, List.of(SampleRoom.reading(Instant.now(), device, spec, value)));
  }

  /// One more value of every point of the rooms that are heard, equal to the last.
  void measureAll() {
    for (SampleRoom room : rooms) {
      if (!room.gateway().equals(SILENT)) {
        int points =
            room.inventory().devices().stream().mapToInt(device -> device.points().size()).sum();
        List<Entry> newest =
            room.readings().subList(room.readings().size() - points, room.readings().size());
        send(
            room.gateway(),
            Stream.TELEMETRY,
            newest.stream().map(entry -> SampleRoom.again((Reading) entry)).toList());
      }
    }
  }

  /// One more event, now.
  void happen(String gateway, Entry event) {
    send(gateway, Stream.EVENTS, List.of(event));
  }

  private void report(SampleRoom room) throws MqttException, InterruptedException {
    String url = "tcp://127.0.0.1:" + cloud.mqttPort();
    TestGateway gateway = TestGateway.connected(url, room.gateway());
    gateways.put(room.gateway(), gateway);
    send(room.gateway(), Stream.EVENTS, room.events());
    for (int i = 0; i < room.readings().size(); i += BATCH) {
      int end = Math.min(i + BATCH, room.readings().size());
      send(room.gateway(), Stream.TELEMETRY, room.readings().subList(i, end));
    }
    boolean silent = room.gateway().equals(SILENT);
    GatewayState state =
        new GatewayState(
            !silent,
            "0.1.0",
            3,
            ClockState.SYNCED,
            0,
            silent ? 24_310 : 12,
            silent ? 2_400 : 1,
            "",
            silent ? 3 : 5,
            5);
    gateway.publish(Topics.state(room.gateway()), JsonCodec.write(state)).waitForCompletion(10_000);
    if (silent) {
      gateway.close();
    }
  }

  private void send(String gateway, Stream stream, List<Entry> entries) {
    Map<String, Long> seqs = stream == Stream.EVENTS ? eventsSeq : telemetrySeq;
    long first = seqs.getOrDefault(gateway, 1L);
    long last = first + entries.size() - 1;
    try {
      TestGateway sender = Objects.requireNonNull(gateways.get(gateway));
      sender.publish(new Batch(stream, first, 1, 1, entries)).waitForCompletion(10_000);
      Ack ack = sender.nextAck();
      while (ack.stream() != stream || ack.upToSeq() < last) {
        ack = sender.nextAck();
      }
    } catch (MqttException | InterruptedException e) {
      throw new IllegalStateException("a batch was not taken", e);
    }
    seqs.put(gateway, last + 1);
  }

  @Override
  public void close() {
    for (Map.Entry<String, TestGateway> gateway : gateways.entrySet()) {
      if (!gateway.getKey().equals(SILENT)) {
        try {
          gateway.getValue().close();
        } catch (MqttException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    cloud.close();
  }

  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
