package org.khue.gateway.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.testing.PowerSupply;

class DiscoverCommandTest {
  private static final String ROOM =
      """
      room: { id: lab, kind: physics-lab, name: { vi: "Phòng", en: "Lab" } }
      devices: []  # none yet
      """;

  @TempDir Path directory = Path.of("");
  private PowerSupply supply;
  private Path file;
  private String out = "";
  private String err = "";

  @BeforeEach
  void plugIn() throws Exception {
    supply = new PowerSupply();
    Files.writeString(directory.resolve("room.yaml"), ROOM);
    Files.writeString(directory.resolve("secret.txt"), "secret\n");
    file =
        Files.writeString(
            directory.resolve("gateway.yaml"),
            """
            gateway: gw-lab
            room: room.yaml
            profiles: "%s"
            cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
            """
                .formatted(Path.of("../firmware-config/profiles").toAbsolutePath().normalize()));
  }

  @AfterEach
  void unplug() throws Exception {
    supply.close();
  }

  private int run(String... more) throws InterruptedException {
    List<String> args = new ArrayList<>(List.of("--config", file.toString()));
    args.addAll(List.of(more));
    return runOnly(args.toArray(String[]::new));
  }

  private int runOnly(String... args) throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    int code =
        DiscoverCommand.run(
            List.of(args),
            new SystemTime(),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            new PrintStream(complained, true, StandardCharsets.UTF_8));
    out = said.toString(StandardCharsets.UTF_8);
    err = complained.toString(StandardCharsets.UTF_8);
    return code;
  }

  private String range() {
    return "127.0.0.1:" + supply.port();
  }

  @Test
  void whatIsThereIsPrintedAsATableAndAsJson() throws Exception {
    assertEquals(0, run("--range", range()), err);
    List<String> lines = out.lines().toList();
    assertEquals(2, lines.size(), out);
    assertTrue(lines.getFirst().startsWith("KEY "), out);
    assertTrue(lines.getLast().contains("SIM-PS3003  SN-7    identified  scpi-power-supply"), out);

    assertEquals(0, run("--range", range(), "--json"), err);
    JsonNode found = new JsonMapper().readTree(out).path(0);
    assertEquals(lines.getLast().split(" ", 2)[0], found.path("key").asText());
    assertEquals("instrument", found.path("suggestedId").asText());
    assertEquals(supply.port(), found.path("connection").path("port").asInt());
  }

  @Test
  void anAcceptedDeviceStandsInTheRoomFile() throws Exception {
    run("--range", range(), "--json");
    String key = new JsonMapper().readTree(out).path(0).path("key").asText();
    String[] accept = {
      "--range", range(), "--accept", key, "--id", "supply", "--profile", "scpi-power-supply"
    };
    assertEquals(0, run(accept), err);
    assertEquals(
        """
        room: { id: lab, kind: physics-lab, name: { vi: "Phòng", en: "Lab" } }
        devices:
          - id: supply
            profile: scpi-power-supply
            connection: { host: "127.0.0.1", port: %d }  # none yet
        """
            .formatted(supply.port()),
        Files.readString(directory.resolve("room.yaml")));
    assertEquals(ROOM, Files.readString(directory.resolve("room.yaml.before")));
    assertEquals(5, run(accept), "it is a device of the room now, and not found any more");
  }

  @Test
  void nothingListedIsToldWithWhatToDo() throws Exception {
    assertEquals(2, run());
    assertTrue(err.contains("add discovery to gateway.yaml"), err);
  }

  @Test
  void aWrongCommandLineSaysWhatIsWrongAndHowItGoes() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"--range", "8.8.8.8"},
          {"--accept", "key"},
          {"--accept", "key", "--id", "a", "--profile", "b", "--name-vi", "A"},
          {"--speed", "9"},
          {"--range"}
        }) {
      assertEquals(2, run(wrong));
      assertTrue(err.contains("Usage: gateway discover"), err);
    }
    assertEquals(2, runOnly("--json"));
    assertTrue(err.contains("--config is missing"), err);
  }

  @Test
  void aWrongConfigurationIsToldAsAtAStart() throws Exception {
    Files.writeString(directory.resolve("room.yaml"), "devices: []\n");
    assertEquals(2, run("--range", range()));
    assertTrue(err.contains("room.yaml:1"), err);
  }
}
