package org.khue.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.demo.Ports.Use;
import org.khue.sim.demo.RoomFiles.DemoRoom;

class RoomFilesTest {
  private static final Path SHIPPED = Path.of("..", "firmware-config", "rooms");

  @Test
  void twelveRoomsHaveDifferentNamesAndPorts(@TempDir Path folder) throws IOException {
    RoomFiles files = new RoomFiles(SHIPPED, folder, folder.resolve("serial"), new Ports(0));
    Set<String> ids = new HashSet<>();
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      DemoRoom room = files.write(i);
      assertTrue(ids.add(room.id()), room.id() + " stands twice");
      for (Use use : room.uses()) {
        assertTrue(ports.add(use.port()), use + " stands twice");
      }
      assertTrue(Files.exists(room.file()));
    }
  }

  @Test
  void theShiftMovesEachPortOnceAndTheReaderGetsItsSerialLine(@TempDir Path folder)
      throws IOException {
    DemoRoom plain =
        new RoomFiles(SHIPPED, folder, folder.resolve("serial"), new Ports(0)).write(0);
    DemoRoom shifted =
        new RoomFiles(SHIPPED, folder, folder.resolve("serial"), new Ports(1000)).write(0);
    assertEquals(plain.uses().getFirst().port() + 1000, shifted.uses().getFirst().port());
    JsonNode tree = new YAMLMapper().readTree(shifted.file().toFile());
    long serial = 0;
    for (JsonNode device : tree.get("devices")) {
      String path = device.path("connection").path("path").asText();
      if (path.startsWith(folder.resolve("serial").toString())) {
        serial++;
      }
    }
    assertEquals(1, serial);
  }
}
