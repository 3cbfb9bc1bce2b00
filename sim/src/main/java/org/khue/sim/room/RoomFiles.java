package org.khue.sim.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the rooms of a directory: `NN-<room>.yaml`, NN being the index. Keys that a simulator does
/// not need are passed over; the gateway's own reader is the strict one. A file of the same name in
/// the directory `unlisted` has more devices of that room, which its gateway is not told of.
public final class RoomFiles {
  private static final Pattern NAME = Pattern.compile("(\\d{1,4})-.+\\.ya?ml");
  private static final YAMLMapper YAML = new YAMLMapper();

  private RoomFiles() {}

  /// @throws RoomFileException with what is wrong, where, and what to do
  public static List<Room> read(Path directory) throws RoomFileException {
    List<Room> rooms = new ArrayList<>();
    for (Path file : files(directory)) {
      rooms.add(read(file, index(file)));
    }
    if (rooms.isEmpty()) {
      throw new RoomFileException(
          directory + " holds no room files: put files named 00-<room>.yaml, 01-<room>.yaml there");
    }
    rooms.sort(Comparator.comparingInt(Room::index));
    return rooms;
  }

  private static List<Path> files(Path directory) throws RoomFileException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new RoomFileException(
          "The directory of room files " + directory + " cannot be read: " + e.getMessage());
    }
  }

  private static int index(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static Room read(Path file, int index) throws RoomFileException {
    JsonNode root = tree(file);
    String id = required(file, root.path("room").path("id"), "room: id");
    List<DeviceEntry> devices = new ArrayList<>(devices(file, root, true));
    Path unlisted = file.resolveSibling("unlisted").resolve(file.getFileName());
    if (Files.exists(unlisted)) {
      devices.addAll(devices(unlisted, tree(unlisted), false));
    }
    return new Room(index, id, root.path("gateway").asText("gw-" + id), devices);
  }

  private static JsonNode tree(Path file) throws RoomFileException {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new RoomFileException(file + " is no readable YAML: " + e.getMessage());
    }
  }

  private static List<DeviceEntry> devices(Path file, JsonNode root, boolean listed)
      throws RoomFileException {
    List<DeviceEntry> devices = new ArrayList<>();
    for (JsonNode device : root.path("devices")) {
      JsonNode connection = device.path("connection");
      devices.add(
          new DeviceEntry(
              required(file, device.path("id"), "devices: id"),
              required(file, device.path("profile"), "devices: profile"),
              connection.isObject() ? connection : YAML.createObjectNode(),
              listed));
    }
    return devices;
  }

  private static String required(Path file, JsonNode value, String what) throws RoomFileException {
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new RoomFileException(file + " has no '" + what + "': a room file needs it");
    }
    return value.asText();
  }
}
