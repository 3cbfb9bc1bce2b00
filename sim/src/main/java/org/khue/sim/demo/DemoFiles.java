package org.khue.sim.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.khue.sim.demo.RoomFiles.DemoRoom;

/// Writes the configuration of every part below the data directory. Secrets that are there already
/// are kept.
final class DemoFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DemoOptions options;
  private final Ports ports;
  private final Path firmwareConfig;

  DemoFiles(DemoOptions options, Ports ports, Path firmwareConfig) {
    this.options = options;
    this.ports = ports;
    this.firmwareConfig = firmwareConfig;
  }

  /// @param gateways the gateways' configuration files, in the order of the rooms
  record Written(
      Path cloudConfig,
      List<DemoRoom> rooms,
      List<Path> gateways,
      String readToken,
      Path ledgerToken,
      String networkToken) {}

  Written write() throws IOException {
    pin();
    Path roomDirectory = directory("rooms");
    Path serial = directory("serial");
    RoomFiles roomFiles =
        new RoomFiles(firmwareConfig.resolve("rooms"), roomDirectory, serial, ports);
    List<DemoRoom> rooms = new ArrayList<>();
    List<Path> gateways = new ArrayList<>();
    ArrayNode registered = JSON.createArrayNode();
    for (int i = 0; i < options.rooms(); i++) {
      DemoRoom room = roomFiles.write(i);
      Path directory = directory("gateways/" + room.gateway());
      String secret = secret(directory.resolve("secret.txt"));
      registered.addObject().put("id", room.gateway()).put("secretSha256", sha256(secret));
      gateways.add(
          gateway(
              room,
              "{ mqtt: \"tcp://127.0.0.1:%d\", secret-file: secret.txt }"
                  .formatted(ports.network())));
      rooms.add(room);
    }
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(options.data().resolve("gateways.json").toFile(), registered);
    String readToken = secret(options.data().resolve("read.token"));
    Path ledgerToken = options.data().resolve("ledger.token");
    Path tokens = options.data().resolve("tokens.json");
    String metricsToken = secret(options.data().resolve("metrics.token"));
    JSON.writeValue(
        tokens.toFile(),
        Map.of("read", readToken, "ledger", secret(ledgerToken), "metrics", metricsToken));
    ownerOnly(tokens);
    String networkToken = secret(options.data().resolve("network.token"));
    return new Written(cloud(), rooms, gateways, readToken, ledgerToken, networkToken);
  }

  /// What scripts read: where the demo is and how to get in.
  void describe(String url, String token, Map<String, Long> pids) throws IOException {
    ObjectNode node = JSON.createObjectNode().put("url", url).put("token", token);
    node.set("pids", JSON.valueToTree(pids));
    Path file = options.data().resolve("demo.json");
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), node);
    ownerOnly(file);
  }

  private Path cloud() throws IOException {
    Path file = options.data().resolve("cloud.yaml");
    Files.writeString(
        file,
        """
        micronaut:
          server:
            host: 127.0.0.1
            port: %d
        khue:
          data: %s
          mqtt: { host: 127.0.0.1, port: %d, tls: { port: %d, url: "ssl://127.0.0.1:%d" } }
          gateways-file: %s
          tokens-file: %s
          demo: true
          demo-speed: %s
          demo-network: { url: "http://127.0.0.1:%d/network", token-file: %s }
        """
            .formatted(
                ports.cloudHttp(),
                quoted(directory("cloud")),
                options.claimed() ? -1 : ports.cloudMqtt(),
                options.claimed() ? ports.cloudMqttTls() : -1,
                ports.network(),
                quoted(options.data().resolve("gateways.json")),
                quoted(options.data().resolve("tokens.json")),
                options.speed(),
                ports.networkSwitch(),
                quoted(options.data().resolve("network.token"))));
    return file;
  }

  /// Has a gateway claimed with that sticker, or use the certificate that it has of an earlier run.
  void claim(DemoRoom room, ClaimDesk desk, String cloud) throws IOException, InterruptedException {
    Path identity = directory("gateways/" + room.gateway()).resolve("data/identity/identity.pem");
    if (Files.exists(identity)) {
      gateway(room, "{ url: \"%s\" }".formatted(cloud));
      return;
    }
    ClaimDesk.Sticker sticker = desk.make(room.gateway());
    gateway(
        room,
        "{ url: \"%s\", ca: \"%s\", claim-code: \"%s\" }"
            .formatted(cloud, sticker.authority(), sticker.code()));
  }

  private Path gateway(DemoRoom room, String cloud) throws IOException {
    Path directory = directory("gateways/" + room.gateway());
    Path file = directory.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        gateway: %s
        data: %s
        room: %s
        profiles: %s
        cloud: %s
        room-broker: { embedded: "127.0.0.1:%d" }
        local-site: "127.0.0.1:%d"
        local-site-pin-file: %s
        discovery: { ranges: ["127.0.0.1:%s"] }
        """
            .formatted(
                room.gateway(),
                quoted(directory.resolve("data")),
                quoted(room.file()),
                quoted(firmwareConfig.resolve("profiles")),
                cloud,
                ports.roomBroker(room.index()),
                ports.localSite(room.index()),
                quoted(pinFile()),
                ports.found(room.index())));
    return file;
  }

  /// The PIN of the gateways' own pages, one for all rooms of the demo.
  String pin() throws IOException {
    Path file = pinFile();
    if (!Files.exists(file)) {
      Files.writeString(file, "%08d\n".formatted(RANDOM.nextInt(100_000_000)));
      ownerOnly(file);
    }
    return Files.readString(file).strip();
  }

  private Path pinFile() {
    return options.data().resolve("local-site.pin");
  }

  private Path directory(String name) throws IOException {
    return Files.createDirectories(options.data().resolve(name));
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String secret(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    Files.writeString(file, secret + "\n");
    ownerOnly(file);
    return secret;
  }

  private static void ownerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
