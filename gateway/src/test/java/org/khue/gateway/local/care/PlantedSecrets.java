package org.khue.gateway.local.care;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A gateway's files with a secret in every place that may hold one.
final class PlantedSecrets {
  static final String CARD = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";

  /// Each is found nowhere but where it was planted.
  static final List<String> ALL =
      List.of(
          "CLAIMCODEPLANTED77",
          "UrlUserPlanted",
          "BrokerUserPlanted",
          "93847561",
          "ProjectorPassPlanted",
          "CommentPlanted",
          "IdentityKeyPlanted",
          "FutureTokenPlanted",
          "TypoPlanted",
          "MqttSecretPlanted",
          CARD);

  private PlantedSecrets() {}

  /// Writes them.
  ///
  /// @return the gateway.yaml
  static Path write(Path directory) throws IOException {
    Files.writeString(directory.resolve("pin.txt"), "93847561\n");
    Files.writeString(directory.resolve("secret.txt"), "MqttSecretPlanted\n");
    Path identity = Files.createDirectories(directory.resolve("data/identity"));
    Files.writeString(
        identity.resolve("identity.pem"),
        "-----BEGIN PRIVATE KEY-----\nIdentityKeyPlanted\n-----END PRIVATE KEY-----\n");
    Files.writeString(directory.resolve("data/card-key"), CARD + "\n");
    Files.writeString(
        directory.resolve("room.yaml"),
        """
        # The projector's password is ProjectorPassPlanted, by CommentPlanted
        room: { id: room-1, kind: classroom, name: { vi: "Phòng 1", en: "Room 1" } }
        simulated: true
        devices:
          - id: projector
            profile: pjlink-projector
            connection: { host: 127.0.0.1, port: 4352, password: ProjectorPassPlanted }
        """);
    return Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        # CommentPlanted
        gateway: gw-1
        data: data
        room: room.yaml
        profiles: "%s"
        cloud:
          url: "https://UrlUserPlanted@cloud.example"
          ca: "%s"
          claim-code: CLAIMCODEPLANTED77
        room-broker: { external: "tcp://BrokerUserPlanted@127.0.0.1:1884" }
        local-site: "127.0.0.1:8081"
        local-site-pin-file: pin.txt
        """
            .formatted(
                Path.of("../firmware-config/profiles").toAbsolutePath().normalize(),
                "ab".repeat(32)));
  }

  /// The files of a bundle by name.
  static Map<String, String> unpacked(byte[] bundle) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  static String file(Map<String, String> files, String name) {
    return files.getOrDefault(name, "");
  }

  /// Which of them stand in a text.
  static List<String> in(String text) {
    return ALL.stream().filter(text::contains).toList();
  }
}
