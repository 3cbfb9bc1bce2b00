package org.khue.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.khue.sim.demo.Ports.Use;

/// Makes the rooms of a demo from the shipped room files: same devices, other ports.
final class RoomFiles {
  /// In the order of their ports.
  private static final List<String> SHIPPED = List.of("vat-li-1", "steam", "thu-vien", "lop-6a1");

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path shipped;
  private final Path rooms;
  private final Path serial;
  private final Ports ports;

  /// @param shipped the project's `firmware-config/rooms`
  /// @param rooms where the demo's room files go
  /// @param serial where the simulator links its serial lines
  RoomFiles(Path shipped, Path rooms, Path serial, Ports ports) {
    this.shipped = shipped;
    this.rooms = rooms;
    this.serial = serial;
    this.ports = ports;
  }

  /// @param file the room file
  /// @param uses the ports that its devices listen on
  record DemoRoom(int index, String id, Path file, List<Use> uses) {
    String gateway() {
      return "gw-" + id;
    }
  }

  DemoRoom write(int index) throws IOException {
    int template = index % SHIPPED.size();
    int copy = index / SHIPPED.size();
    Path source = shipped.resolve(SHIPPED.get(template) + ".yaml");
    JsonNode tree = YAML.readTree(source.toFile());
    if (!(tree.get("room") instanceof ObjectNode room) || !tree.path("devices").isArray()) {
      throw new IOException(source + " is no room file: it has no room or no devices");
    }
    String id = room.path("id").asText();
    if (copy > 0) {
      id = id + "-" + (copy + 1);
      room.put("id", id);
      if (room.get("name") instanceof ObjectNode name) {
        for (String language : List.of("vi", "en")) {
          name.put(language, name.path(language).asText() + " (" + (copy + 1) + ")");
        }
      }
    }
    List<Use> uses = new ArrayList<>();
    for (JsonNode device : tree.get("devices")) {
      if (device.get("connection") instanceof ObjectNode connection) {
        move(connection, id, device, ports.deviceShift(template, index), uses);
      }
    }
    Path file = rooms.resolve("%02d-%s.yaml".formatted(index, id));
    Files.writeString(file, YAML.writeValueAsString(tree));
    unlisted(index, id, file, uses);
    return new DemoRoom(index, id, file, uses);
  }

  /// The devices that the room's gateway is not told of: they are there to be found.
  private void unlisted(int index, String room, Path file, List<Use> uses) throws IOException {
    Path source = shipped.resolveSibling("unlisted.yaml");
    Path target = rooms.resolve("unlisted").resolve(file.getFileName());
    JsonNode tree = YAML.readTree(source.toFile());
    for (JsonNode device : tree.path("devices")) {
      if (device.get("connection") instanceof ObjectNode connection) {
        move(connection, room, device, ports.deviceShift(0, index), uses);
      }
    }
    Files.createDirectories(rooms.resolve("unlisted"));
    Files.writeString(target, YAML.writeValueAsString(tree));
  }

  private void move(
      ObjectNode connection, String room, JsonNode device, int shift, List<Use> uses) {
    String id = device.path("id").asText();
    if (connection.path("port").isInt()) {
      int port = connection.get("port").asInt() + shift;
      connection.put("port", port);
      boolean udp = device.path("profile").asText().startsWith("coap");
      uses.add(new Use(port, udp, "%s in room %s".formatted(id, room)));
    }
    if (connection.path("path").asText().startsWith("/dev/")) {
      connection.put("path", serial.resolve(room + "-" + id).toString());
    }
  }
}
