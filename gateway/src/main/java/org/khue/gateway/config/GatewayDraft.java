package org.khue.gateway.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.config.GatewayConfig.RoomBroker;

/// A `gateway.yaml` as it was written, checked as far as it goes.
///
/// @param path where it was read
/// @param directory what relative paths start from
/// @param roomFile that it names
record GatewayDraft(Node node, Path path, Path directory, Path roomFile, @Nullable RoomDraft room) {
  private static final String LOCAL_SITE = "127.0.0.1:8081";

  private static final Path PACKAGED_PROFILES = Path.of("/usr/share/khue/profiles");

  /// The one driver whose devices need a broker to meet the gateway.
  private static final String MQTT_DRIVER = "mqtt-json";

  /// Reads and checks everything; null if the file cannot be used at all.
  ///
  /// @param otherRoom read in the place of the room file that it names; null to read that one
  static @Nullable GatewayDraft read(Path path, @Nullable Path otherRoom, Checks checks) {
    YamlFile file = YamlReader.read(path, checks.problems());
    if (file == null) {
      return null;
    }
    Node node = file.node();
    checks.schemas().file("gateway", node, checks.problems());
    Path parent = path.getParent();
    Path directory = parent == null ? Path.of("") : parent;
    Path profiles = profiles(node, directory);
    if (!Files.isDirectory(profiles)) {
      checks.problems().add(file, "/profiles", "there is no directory " + profiles);
    }
    String room = node.text("room");
    Path roomFile = directory.resolve(textOr(node, "room", ""));
    GatewayDraft draft =
        new GatewayDraft(
            node,
            path,
            directory,
            roomFile,
            room == null
                ? null
                : RoomDraft.read(otherRoom == null ? roomFile : otherRoom, profiles, checks));
    draft.check(checks.problems());
    return draft;
  }

  private void check(Problems problems) {
    Path data = directory.resolve(textOr(node, "data", "data"));
    if (Files.exists(data) && !Files.isDirectory(data)) {
      problems.add(node.file(), "/data", data + " is a file: name a directory");
    }
    Node cloud = node.get("cloud");
    if (cloud != null) {
      new CloudDraft(cloud, directory).check(problems);
    }
    Node discovery = node.get("discovery");
    if (discovery != null) {
      new DiscoveryDraft(discovery).check(problems);
    }
    Endpoint site = endpoint(node, "local-site", LOCAL_SITE, problems);
    new PinFileDraft(node, directory).check(problems);
    new UpdatesDraft(node.get("updates"), directory).check(problems);
    Node broker = node.get("room-broker");
    if (broker != null) {
      Endpoint embedded = endpoint(broker, "embedded", "", problems);
      endpoint(broker, "external", "", problems);
      if (embedded != null && site != null && embedded.port() == site.port()) {
        problems.add(
            node.file(),
            "/room-broker/embedded",
            "port " + site.port() + " is that of the local site: choose another");
      }
    } else if (room != null) {
      Node device = room.firstOnBroker(MQTT_DRIVER);
      if (device != null) {
        problems.add(
            node.file(),
            "",
            "'room-broker' is missing: the device '"
                + device.text("id")
                + "' of the room speaks MQTT. Add room-broker: { embedded: \"127.0.0.1:1884\" }");
      }
    }
  }

  /// The host and port under a key, also of a `tcp://` URI; null if there is none or it is wrong.
  static @Nullable Endpoint endpoint(Node block, String key, String fallback, Problems problems) {
    String text = textOr(block, key, fallback);
    String address = text.startsWith("tcp://") ? text.substring("tcp://".length()) : text;
    int colon = address.lastIndexOf(':');
    if (colon < 1 || address.contains("/") || !address.substring(colon + 1).matches("[0-9]{1,6}")) {
      return null;
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    if (port < 1 || port > 65_535) {
      problems.add(
          block.file(),
          Node.below(block.pointer(), key),
          "port " + port + " does not exist: it must be 1 to 65535");
      return null;
    }
    String host = address.substring(0, colon);
    return new Endpoint(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
  }

  static String textOr(Node node, String key, String fallback) {
    String text = node.text(key);
    return text == null ? fallback : text;
  }

  /// The configuration for the gateway; only when nothing is wrong.
  GatewayConfig build() {
    Node cloud = node.get("cloud");
    Endpoint site = endpoint(node, "local-site", LOCAL_SITE, new Problems());
    if (cloud == null || room == null || site == null) {
      throw new IllegalStateException(
          "a configuration with problems is built: " + node.file().name());
    }
    return new GatewayConfig(
        String.valueOf(node.text("gateway")),
        absolute(textOr(node, "data", "data")),
        new CloudDraft(cloud, directory).build(),
        broker(),
        site,
        new PinFileDraft(node, directory).build(),
        room.build(),
        path.toAbsolutePath().normalize(),
        roomFile.toAbsolutePath().normalize(),
        new UpdatesDraft(node.get("updates"), directory).build());
  }

  /// The profiles that came with the package give way to those of the version that runs.
  private static Path profiles(Node node, Path directory) {
    Path named = directory.resolve(textOr(node, "profiles", "profiles"));
    String running = System.getProperty("khue.profiles", "");
    return named.normalize().equals(PACKAGED_PROFILES) && !running.isEmpty()
        ? Path.of(running)
        : named;
  }

  /// Where the gateway may look for devices; only when nothing is wrong.
  DiscoveryConfig discovery() {
    return DiscoveryDraft.build(
        node.get("discovery"),
        profiles(node, directory).toAbsolutePath().normalize(),
        absolute(textOr(node, "room", "")));
  }

  private @Nullable RoomBroker broker() {
    Node broker = node.get("room-broker");
    if (broker == null) {
      return null;
    }
    Endpoint embedded = endpoint(broker, "embedded", "", new Problems());
    return embedded != null
        ? new RoomBroker.Embedded(embedded)
        : new RoomBroker.External(URI.create(textOr(broker, "external", "")));
  }

  private Path absolute(String path) {
    return directory.resolve(path).toAbsolutePath().normalize();
  }
}
