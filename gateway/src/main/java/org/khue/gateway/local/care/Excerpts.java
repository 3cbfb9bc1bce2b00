package org.khue.gateway.local.care;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.GatewayConfig.Cloud;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;

/// A gateway's settings, without those that are not known to be harmless.
final class Excerpts {
  private static final String NAMES = "[a-z0-9.-]{1,64}";
  private static final int MOST_FILES = 100_000;

  private Excerpts() {}

  static Map<String, Object> of(GatewayConfig config) {
    Map<String, Object> excerpt = new LinkedHashMap<>();
    excerpt.put("gateway", config.gateway());
    excerpt.put("cloud", cloud(config.cloud()));
    GatewayConfig.RoomBroker broker = config.roomBroker();
    excerpt.put("roomBroker", broker == null ? "none" : Shareable.shown(broker.uri()));
    excerpt.put("localSite", config.localSite().toString());
    excerpt.put("pinFile", config.pinFile() != null);
    return excerpt;
  }

  private static Map<String, Object> cloud(Cloud cloud) {
    return switch (cloud) {
      case Cloud.WithSecret(URI mqtt, var _, var authority) ->
          Map.of(
              "kind",
              "secret",
              "address",
              Shareable.shown(mqtt),
              "takesConfigurations",
              authority != null);
      case Cloud.WithCertificate claim ->
          Map.of(
              "kind",
              "certificate",
              "address",
              Shareable.shown(claim.url()),
              "uplink",
              claim.uplink().name(),
              "claimCode",
              claim.claimCode() != null);
    };
  }

  static Map<String, Object> of(Room room) {
    Map<String, Object> excerpt = new LinkedHashMap<>();
    excerpt.put("id", room.id());
    excerpt.put("kind", room.kind());
    excerpt.put("simulated", room.simulated());
    excerpt.put("devices", room.devices().stream().map(Excerpts::device).toList());
    excerpt.put("alarms", room.alarms().stream().map(rule -> rule.id()).toList());
    excerpt.put("interlocks", room.interlocks().stream().map(rule -> rule.id()).toList());
    return excerpt;
  }

  private static Map<String, Object> device(RoomDevice device) {
    Map<String, Object> excerpt = new LinkedHashMap<>();
    excerpt.put("id", device.id());
    excerpt.put("profile", device.profile().id());
    excerpt.put("driver", device.profile().driver());
    excerpt.put("connection", Shareable.shown(device.config().connection()));
    return excerpt;
  }

  /// How much lies where below the gateway's directory, and what the disk has left.
  static Map<String, Object> disk(Path data) throws IOException {
    Map<String, Object> excerpt = new TreeMap<>();
    if (!Files.isDirectory(data)) {
      return excerpt;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        excerpt.put(name.matches(NAMES) ? name : Masking.MASK, size(entry));
      }
    }
    excerpt.put("FREE", Files.getFileStore(data).getUsableSpace());
    return excerpt;
  }

  private static Map<String, Object> size(Path entry) throws IOException {
    try (Stream<Path> files = Files.walk(entry)) {
      List<Path> found = files.filter(Files::isRegularFile).limit(MOST_FILES).toList();
      return Map.of(
          "files", found.size(),
          "bytes", found.stream().mapToLong(file -> file.toFile().length()).sum());
    }
  }
}
