package org.khue.gateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;

/// A room file with the profiles that it names, checked as far as it goes.
///
/// @param devices by id, in the file's order
record RoomDraft(Node node, Map<String, DeviceDraft> devices) {

  /// Reads and checks a room; null if the file cannot be used at all.
  ///
  /// @param profiles directory where the profiles lie
  static @Nullable RoomDraft read(Path path, Path profiles, Checks checks) {
    YamlFile file = YamlReader.read(path, checks.problems());
    if (file == null) {
      return null;
    }
    Node node = file.node();
    checks.schemas().file("room", node, checks.problems());
    RoomDraft draft = new RoomDraft(node, new LinkedHashMap<>());
    Map<String, @Nullable ProfileDraft> read = new HashMap<>();
    for (Node item : node.items("devices")) {
      ProfileDraft profile = draft.profile(item, profiles, read, checks);
      DeviceDraft device = DeviceDraft.read(item, profile, checks);
      Checks.unique(item, "device", draft.devices, device, DeviceDraft::node, checks.problems());
    }
    draft.connections(checks);
    draft.rules(checks.problems());
    return draft;
  }

  private @Nullable ProfileDraft profile(
      Node device, Path directory, Map<String, @Nullable ProfileDraft> read, Checks checks) {
    String id = device.text("profile");
    if (id == null || !id.matches("[a-z0-9-]+")) {
      return null;
    }
    if (!read.containsKey(id)) {
      Path path = directory.resolve(id + ".yaml");
      read.put(id, Files.exists(path) ? ProfileDraft.read(path, checks) : null);
    }
    if (!Files.exists(directory.resolve(id + ".yaml"))) {
      checks
          .problems()
          .add(
              device.file(),
              device.pointer() + "/profile",
              "there is no profile '"
                  + id
                  + "' in "
                  + directory
                  + Nearest.hintOrList(id, YamlFiles.ids(directory)));
    }
    return read.get(id);
  }

  /// That no two devices share a connection: two drivers on one wire would disturb each other.
  private void connections(Checks checks) {
    Map<Object, Node> taken = new HashMap<>();
    for (Node item : node.items("devices")) {
      DeviceDraft device = devices.get(String.valueOf(item.text("id")));
      Node connection = item.get("connection");
      if (device == null || connection == null || device.profile() == null) {
        continue;
      }
      DriverFactory driver = device.profile().driver();
      if (driver == null) {
        continue;
      }
      Map<String, Object> filled =
          checks
              .schemas()
              .withDefaults(driver.id() + "/connection", driver.connectionSchema(), connection);
      Node first = taken.putIfAbsent(List.of(driver.id(), filled), item);
      if (first != null) {
        checks
            .problems()
            .add(
                connection,
                "the same connection as that of '"
                    + first.text("id")
                    + "' on line "
                    + first.file().line(first.pointer())
                    + ": each device needs its own");
      }
    }
  }

  private void rules(Problems problems) {
    Node use = node.get("use");
    if (use != null) {
      DeviceDraft device = device(use, devices, problems);
      if (device != null && device.profile() != null) {
        new UseDraft(use).check(device.points(), "the device '" + device.id() + "'", problems);
      }
    }
    Map<String, Node> alarms = new HashMap<>();
    for (Node item : node.items("alarms")) {
      Checks.unique(item, "alarm", alarms, item, first -> first, problems);
      new AlarmDraft(item).check(devices, problems);
    }
    Map<String, Node> interlocks = new HashMap<>();
    for (Node item : node.items("interlocks")) {
      Checks.unique(item, "interlock", interlocks, item, first -> first, problems);
      new InterlockDraft(item).check(devices, problems);
    }
  }

  /// The device that a rule names; null, and told, if there is none.
  static @Nullable DeviceDraft device(
      Node rule, Map<String, DeviceDraft> devices, Problems problems) {
    String id = rule.text("device");
    DeviceDraft device = id == null ? null : devices.get(id);
    if (id != null && device == null) {
      problems.add(
          rule.file(),
          rule.pointer() + "/device",
          "the room has no device '" + id + "'" + Nearest.hintOrList(id, devices.keySet()));
    }
    return device;
  }

  /// The first device that the driver of that id reaches through the room's broker; null if there
  /// is none.
  @Nullable Node firstOnBroker(String driver) {
    for (DeviceDraft device : devices.values()) {
      Node connection = device.node().get("connection");
      boolean ownBroker = connection != null && connection.get("broker") != null;
      if (device.profile() != null
          && driver.equals(device.profile().node().text("driver"))
          && !ownBroker) {
        return device.node();
      }
    }
    return null;
  }

  /// The room for the runtime; only when nothing is wrong.
  Room build() {
    Node room = node.get("room");
    List<RoomDevice> built = new ArrayList<>();
    for (DeviceDraft device : devices.values()) {
      if (room == null || device.profile() == null) {
        throw new IllegalStateException("a room with problems is built: " + node.file().name());
      }
      built.add(device.build(device.profile()));
    }
    if (room == null) {
      throw new IllegalStateException("a room with problems is built: " + node.file().name());
    }
    Node use = node.get("use");
    return new Room(
        String.valueOf(room.text("id")),
        String.valueOf(room.text("kind")),
        Texts.byLanguage(room.get("name")),
        node.value().path("simulated").asBoolean(false),
        built,
        use == null
            ? null
            : new RoomUse(String.valueOf(use.text("device")), new UseDraft(use).build()),
        node.items("alarms").stream().map(item -> new AlarmDraft(item).build()).toList(),
        node.items("interlocks").stream().map(item -> new InterlockDraft(item).build()).toList());
  }
}
