package org.khue.sim.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoomFilesTest {
  @TempDir Path directory = Path.of("");

  @Test
  void roomsAreReadInTheOrderOfTheirNumbersAndOtherKeysPassedOver() throws Exception {
    write("10-steam.yaml", "room: { id: steam, kind: steam }\nsimulated: true\ndevices: []\n");
    write(
        "02-lab.yaml",
        """
        room: { id: vat-li-1, kind: physics-lab, name: { vi: "Phòng Vật lí 1" } }
        devices:
          - id: meter
            profile: sdm120
            connection: { host: 127.0.0.1, port: 21001, unit-id: 3 }
            points: [ { id: tick } ]
          - { id: reader, profile: pn532-reader }
        alarms: []
        """);
    write("notes.txt", "no room");

    List<Room> rooms = RoomFiles.read(directory);

    assertEquals(List.of("vat-li-1", "steam"), rooms.stream().map(Room::id).toList());
    Room lab = rooms.getFirst();
    assertEquals(2, lab.index());
    assertEquals("gw-vat-li-1", lab.gateway());
    assertEquals(21001, lab.devices().getFirst().number("port", 0));
    assertEquals("fallback", lab.devices().get(1).text("path", "fallback"));
  }

  @Test
  void devicesThatNoGatewayIsToldOfLieInAFolderOfTheirOwn() throws Exception {
    write("00-lab.yaml", "room: { id: lab }\ndevices: [ { id: meter, profile: sdm120 } ]\n");
    Files.createDirectory(directory.resolve("unlisted"));
    write("unlisted/00-lab.yaml", "devices: [ { id: plug, profile: tasmota-plug } ]\n");

    Room lab = RoomFiles.read(directory).getFirst();

    assertEquals(List.of("meter", "plug"), lab.devices().stream().map(DeviceEntry::id).toList());
    assertEquals(List.of(true, false), lab.devices().stream().map(DeviceEntry::listed).toList());
  }

  @Test
  void aFileWithoutARoomIsNamedInTheMessage() throws IOException {
    write("00-empty.yaml", "devices: []\n");

    RoomFileException wrong =
        assertThrows(RoomFileException.class, () -> RoomFiles.read(directory));
    assertTrue(wrong.toString().contains("00-empty.yaml has no 'room: id'"), wrong.toString());
  }

  @Test
  void brokenYamlIsNamedInTheMessage() throws IOException {
    write("00-broken.yaml", "room: { id: [\n");

    RoomFileException wrong =
        assertThrows(RoomFileException.class, () -> RoomFiles.read(directory));
    assertTrue(wrong.toString().contains("00-broken.yaml is no readable YAML"));
  }

  @Test
  void aDirectoryWithoutRoomsSaysWhatToPutThere() {
    RoomFileException wrong =
        assertThrows(RoomFileException.class, () -> RoomFiles.read(directory));
    assertTrue(wrong.toString().contains("put files named 00-<room>.yaml"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
