package org.khue.gateway.local.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private boolean run(Path config, Path out) {
    PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
    return DiagnosticsCommand.run(
        List.of("--config", config.toString(), "--out", out.toString()),
        "0.1.0",
        Instant.EPOCH,
        print,
        print);
  }

  private Map<String, String> withoutSecrets(Path bundle) throws Exception {
    Map<String, String> files = PlantedSecrets.unpacked(Files.readAllBytes(bundle));
    files.forEach((name, text) -> assertEquals(List.of(), PlantedSecrets.in(text), name));
    assertEquals(List.of(), PlantedSecrets.in(said.toString(StandardCharsets.UTF_8)));
    return files;
  }

  @Test
  void aStoppedGatewaysBundleHoldsNoSecretAndItsOwnerAloneReadsIt() throws Exception {
    Path bundle = directory.resolve("bundle.zip");
    assertTrue(run(PlantedSecrets.write(directory), bundle), said.toString());
    Map<String, String> files = withoutSecrets(bundle);
    assertTrue(
        PlantedSecrets.file(files, "configuration.json").contains("cloud.example"),
        files.toString());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)));
    assertFalse(run(directory.resolve("gateway.yaml"), bundle), "nothing is written over");
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("choose another name"));
  }

  @Test
  void ofAConfigurationThatIsWrongOnlyThePlaceIsTold() throws Exception {
    Path config = PlantedSecrets.write(directory);
    Files.writeString(config, Files.readString(config) + "pasword: TypoPlanted\nTypoPlanted: 1\n");
    Path bundle = directory.resolve("bundle.zip");
    assertTrue(run(config, bundle), said.toString());
    Map<String, String> files = withoutSecrets(bundle);
    assertTrue(
        PlantedSecrets.file(files, "problems.json").contains("\"file\" : \"gateway.yaml\""),
        files.toString());
  }
}
