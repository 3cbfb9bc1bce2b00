package org.khue.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One large room made of the devices of all shipped rooms, over and over until it has enough, each
/// with an address of its own.
final class ManyDevices {
  /// The broker of the simulator's first room.
  static final int BROKER_PORT = 21_000;

  private static final int FIRST_PORT = 24_000;
  private static final YAMLMapper YAML = new YAMLMapper();

  private ManyDevices() {}

  /// Writes the room file.
  ///
  /// @param shift of all ports
  static Path write(Path shippedRooms, Path rooms, Path serial, int count, int shift)
      throws IOException {
    List<ObjectNode> templates = templates(shippedRooms);
    ObjectNode tree = YAML.createObjectNode();
    ObjectNode room = tree.putObject("room").put("id", "many").put("kind", "steam");
    room.putObject("name").put("vi", "Phòng đo").put("en", "Bench room");
    tree.put("simulated", true);
    ArrayNode devices = tree.putArray("devices");
    for (int i = 0; i < count; i++) {
      ObjectNode device = templates.get(i % templates.size()).deepCopy();
      String id = device.path("id").asText() + "-" + i;
      device.put("id", id);
      if (device.get("connection") instanceof ObjectNode connection) {
        if (connection.has("port")) {
          connection.put("port", FIRST_PORT + shift + i);
        }
        if (connection.has("topic")) {
          connection.put("topic", "many-" + id);
        }
        if (connection.path("path").asText().startsWith("/dev/")) {
          connection.put("path", serial.resolve(id).toString());
        }
      }
      devices.add(device);
    }
    return Files.writeString(rooms.resolve("00-many.yaml"), YAML.writeValueAsString(tree));
  }

  private static List<ObjectNode> templates(Path shippedRooms) throws IOException {
    List<ObjectNode> templates = new ArrayList<>();
    try (var files = Files.list(shippedRooms)) {
      for (Path file : files.sorted().toList()) {
        for (JsonNode device : YAML.readTree(file.toFile()).path("devices")) {
          if (device instanceof ObjectNode object) {
            templates.add(object);
          }
        }
      }
    }
    if (templates.isEmpty()) {
      throw new IOException(shippedRooms + " has no room with devices");
    }
    return templates;
  }
}
