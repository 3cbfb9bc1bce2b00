package org.khue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process as users start it: its lines and exit codes.
class GatewayMainTest {
  /// Those of an installation.
  private static final String OPTIONS = "@../firmware-config/systemd/gateway.options";

  @TempDir Path directory;

  @Test
  void itSaysThatItIsReadyAndStopsCleanly() throws Exception {
    Process gateway = start(configuration(freePort()));
    try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertTrue(
          String.valueOf(line).matches("READY gateway=gw-1 local=http://127\\.0\\.0\\.1:\\d+"),
          line + errors());
      gateway.destroy();
      assertTrue(gateway.waitFor(10, TimeUnit.SECONDS));
      assertEquals(0, gateway.exitValue());
    } finally {
      gateway.destroyForcibly();
    }
  }

  @Test
  void aTakenPortEndsWithThree() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process gateway = start(configuration(other.getLocalPort()));
      assertTrue(gateway.waitFor(30, TimeUnit.SECONDS));
      assertEquals(3, gateway.exitValue());
      assertTrue(errors().contains("Port " + other.getLocalPort()));
    }
  }

  @Test
  void aWrongConfigurationEndsWithTwoAndNamesTheLine() throws Exception {
    Path file = configuration(freePort());
    Files.writeString(file, Files.readString(file) + "colour: red\n");
    Process gateway = start(file);
    assertTrue(gateway.waitFor(30, TimeUnit.SECONDS));
    assertEquals(2, gateway.exitValue());
    String errors = errors();
    assertTrue(errors.contains("gateway.yaml:7: "), errors);
    assertTrue(errors.contains("colour"), errors);
  }

  @Test
  void aTrainingRunStartsEveryShippedKindOfDriverAndEnds() throws Exception {
    Path output = directory.resolve("training.txt");
    Process training =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                OPTIONS,
                "-cp",
                System.getProperty("java.class.path"),
                TrainingRun.class.getName(),
                "../firmware-config")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(training.waitFor(60, TimeUnit.SECONDS));
    String said = Files.readString(output);
    assertEquals(0, training.exitValue(), said);
    for (String device : List.of("climate", "meter", "oscilloscope", "projector", "printer")) {
      assertTrue(said.contains(device + ": CONFIGURED -> CONNECTING"), device + " in " + said);
    }
  }

  private Process start(Path configuration) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                OPTIONS,
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "--config",
                configuration.toString()))
        .redirectError(errorFile().toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(errorFile());
  }

  private Path errorFile() {
    return directory.resolve("errors.txt");
  }

  private Path configuration(int localPort) throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "secret\n");
    Path profiles = Files.createDirectories(directory.resolve("profiles"));
    Files.copy(Path.of("../firmware-config/profiles/sdm120.yaml"), profiles.resolve("sdm120.yaml"));
    Files.writeString(
        directory.resolve("room.yaml"),
        """
        room: { id: room-1, kind: classroom, name: { vi: "Phòng 1", en: "Room 1" } }
        simulated: true
        devices:
          - { id: meter, profile: sdm120, connection: { host: 127.0.0.1, port: 1, unit-id: 1 } }
        """);
    return Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: gw-1
        data: data
        room: room.yaml
        profiles: profiles
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        local-site: "127.0.0.1:%d"
        """
            .formatted(localPort));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
