package org.khue.sim.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.khue.sim.demo.Demo;

/// Gives a demo's room two devices more: one whose own word confirms an order, and the planted
/// fault, an otherwise equal one where the gateway takes the order itself for the device's word,
/// and so says "done" before the device has answered.
final class OrdersRoom {
  static final String HONEST = "orders";
  static final String PLANTED = "planted";

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private OrdersRoom() {}

  /// @param profiles the shipped ones
  static void extend(Demo demo, int room, Path profiles, Path directory) throws IOException {
    Path own = Files.createDirectories(directory.resolve("profiles"));
    try (var files = Files.list(profiles)) {
      for (Path file : files.toList()) {
        Files.copy(file, own.resolve(file.getFileName().toString()));
      }
    }
    JsonNode tree = YAML.readTree(demo.roomFile(room).toFile());
    ArrayNode devices = (ArrayNode) tree.path("devices");
    for (String name : List.of(HONEST, PLANTED)) {
      String word = name.equals(HONEST) ? "did" : "do";
      Files.writeString(own.resolve("chaos-" + name + ".yaml"), profile(name, word));
      devices
          .addObject()
          .put("id", name)
          .put("profile", "chaos-" + name)
          .putObject("connection")
          .put("topic", name);
    }
    Path file = directory.resolve("room.yaml");
    Files.writeString(file, YAML.writeValueAsString(tree));
    Path gateway = demo.gatewayFile(room);
    String changed =
        Files.readString(gateway)
            .replace(demo.roomFile(room).toString(), file.toString())
            .replace(profiles.toString(), own.toString());
    Files.writeString(gateway, changed);
  }

  /// @param word the topic on which an order counts as confirmed
  private static String profile(String name, String word) {
    return """
    profile: chaos-%1$s
    driver: mqtt-json
    kind: other
    name: { vi: "Thiết bị thử lệnh", en: "Device for trying commands" }
    source: "made for ./khue chaos commands"
    points:
      - id: link
        name: { vi: "Kết nối", en: "Link" }
        address: { topic: "{topic}/LWT", availability: true }
        unit: "1"
        report: { on-change: 0, every: 60s }
        states: { 0: "Offline", 1: "Online" }
    commands:
      - id: hello
        name: { vi: "Chào", en: "Hello" }
        address: { topic: "{topic}/do", payload: "0", confirm: "{topic}/%2$s", expect: "0" }
        deadline: 2s
      - id: do
        name: { vi: "Làm", en: "Do" }
        address: { topic: "{topic}/do", payload: "{value}", confirm: "{topic}/%2$s", expect: "{value}" }
        args:
          - { id: value, name: { vi: "Số", en: "Number" }, type: number, unit: "1", low: 1, high: 1000000000 }
        deadline: 2s
    """
        .formatted(name, word);
  }
}
