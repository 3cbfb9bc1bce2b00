package org.khue.sim.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the first start of a card is told. cloud-init's own check takes a misspelt key for a key of
/// somebody else, so the keys are held against the list of its documentation too.
class CardImageTest {
  private static final Path IMAGE = Path.of("../firmware-config/image");
  private static final ObjectMapper YAML = new YAMLMapper();

  /// Those that a gateway may need, of "Module reference" in cloud-init's documentation.
  private static final Set<String> KEYS =
      Set.of(
          "hostname",
          "timezone",
          "locale",
          "ssh_pwauth",
          "disable_root",
          "package_update",
          "packages",
          "write_files",
          "runcmd",
          "bootcmd",
          "ntp",
          "users");

  @TempDir Path directory;

  @Test
  void everyKeyIsOneThatCloudInitKnows() throws IOException {
    String userData = Files.readString(IMAGE.resolve("user-data"));
    assertTrue(userData.startsWith("#cloud-config\n"));
    assertEquals(List.of(), unknownKeys(userData));
    assertEquals(List.of("timezon"), unknownKeys(userData.replace("timezone:", "timezon:")));
  }

  @Test
  void nobodySignsInByAPasswordAndNoSecretIsInside() throws IOException {
    JsonNode userData = YAML.readTree(IMAGE.resolve("user-data").toFile());
    assertEquals("false", userData.path("ssh_pwauth").asText());
    assertEquals("true", userData.path("disable_root").asText());
    for (String secret : List.of("passwd", "password", "ssh_authorized_keys", "psk", "wifis")) {
      assertEquals(List.of(), userData.findValues(secret));
      assertEquals(
          List.of(), YAML.readTree(IMAGE.resolve("network-config").toFile()).findValues(secret));
    }
  }

  @Test
  void aStartWaitsForNoNetwork() throws IOException {
    JsonNode network = YAML.readTree(IMAGE.resolve("network-config").toFile());
    assertEquals(2, network.path("version").asInt());
    for (JsonNode card : network.path("ethernets")) {
      assertTrue(card.path("optional").asBoolean());
    }
  }

  @Test
  void cloudInitsOwnSchemaTakesIt() throws Exception {
    Commands.need("cloud-init");
    Commands.Result right = check(Files.readString(IMAGE.resolve("user-data")));
    assertTrue(right.good(), right.said());
    Commands.Result wrong =
        check(Files.readString(IMAGE.resolve("user-data")).replace("timezone: ", "timezone: 7 #"));
    assertTrue(!wrong.good() && wrong.said().contains("timezone"), wrong.said());
  }

  private Commands.Result check(String userData) throws Exception {
    Path file = Files.writeString(directory.resolve("user-data"), userData);
    return Commands.run("cloud-init", "schema", "--config-file", file.toString());
  }

  private static List<String> unknownKeys(String userData) throws IOException {
    List<String> unknown = new ArrayList<>();
    YAML.readTree(userData)
        .fieldNames()
        .forEachRemaining(key -> {
          if (!KEYS.contains(key)) {
            unknown.add(key);
          }
        });
    return unknown;
  }
}
