package org.khue.sim.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.khue.sim.room.DeviceEntry;
import org.khue.sim.room.Room;
import org.khue.sim.world.Recording;
import org.khue.sim.world.RoomWorld;
import org.khue.sim.world.Timetable;

/// Places for devices under test.
public final class Places {
  public static final Recording RECORDING = Recording.load();

  /// Row of a lesson's beginning, with free rows before it.
  public static final int LESSON =
      Timetable.of(RECORDING, 1).taught().stream()
          .filter(lesson -> lesson.minutes() > 60)
          .filter(lesson -> lesson.first() > 10)
          .findFirst()
          .orElseThrow()
          .first();

  private Places() {}

  /// A clock that runs like the real one but never back.
  public static InstantSource steady() {
    Instant start = Instant.now();
    long from = System.nanoTime();
    return () -> start.plusNanos(System.nanoTime() - from);
  }

  /// A world at a row of the recording, at real speed.
  public static RoomWorld world(InstantSource clock, double row) {
    return new RoomWorld(RECORDING, Timetable.of(RECORDING, 1), clock, row, 1, 1);
  }

  /// @param connection YAML
  public static Place place(String profile, String connection, RoomWorld world) {
    return place(profile, connection, world, "tcp://127.0.0.1:1", Path.of("/nonexistent"));
  }

  public static Place place(
      String profile, String connection, RoomWorld world, String broker, Path serialDirectory) {
    DeviceEntry entry = new DeviceEntry("device", profile, yaml(connection), true);
    return new Place(
        new Room(0, "room", "gw-room", List.of(entry)),
        entry,
        world,
        URI.create(broker),
        serialDirectory);
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
