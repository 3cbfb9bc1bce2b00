package org.khue.sim.play;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.SimCommand;
import org.khue.sim.device.Places;

/// The simulator as a process of its own, as everybody starts it.
@Timeout(60)
final class SimCommandTest {
  @TempDir Path directory = Path.of("");
  private int meterPort;
  private int supplyPort;
  private int climatePort;

  @BeforeEach
  void writeRoom() throws IOException {
    meterPort = freePort();
    supplyPort = freePort();
    climatePort = Places.freeUdpPort();
    Files.writeString(
        directory.resolve("00-lab.yaml"),
        """
        room: { id: lab, kind: physics-lab }
        devices:
          - { id: meter, profile: sdm120, connection: { host: 127.0.0.1, port: %d } }
          - { id: supply, profile: scpi-power-supply, connection: { host: 127.0.0.1, port: %d } }
          - { id: climate, profile: coap-climate, connection: { host: 127.0.0.1, port: %d } }
          - { id: presence, profile: zigbee2mqtt-presence, connection: { topic: lab } }
          - { id: reader, profile: pn532-reader, connection: { path: door } }
          - { id: robot, profile: not-yet-built, connection: {} }
        """
            .formatted(meterPort, supplyPort, climatePort));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SimCommand.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(directory.resolve("stderr").toFile()).start();
    started.add(process);
    return process;
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void itPlaysMisbehavesOnOrderAndLeavesNothingBehind() throws Exception {
    Path ledger = directory.resolve("ledger.json");
    Path serial = directory.resolve("serial");
    Process sim =
        start(
            "--rooms-dir",
            directory.toString(),
            "--serial-dir",
            serial.toString(),
            "--ledger-file",
            ledger.toString(),
            "--faults");
    Instant listens = listens(meterPort);
    BufferedReader out = reader(sim);
    assertEquals("READY sim rooms=1 devices=5", out.readLine());
    assertEquals("1", ask(supplyPort, "SIM:TICK?"));
    assertTrue(Files.isSymbolicLink(serial.resolve("door")));

    order(sim, "unplug lab supply");
    assertEquals("OK unplug lab supply", out.readLine());
    assertThrows(ConnectException.class, () -> ask(supplyPort, "SIM:TICK?"));
    order(sim, "plug lab supply");
    assertEquals("OK plug lab supply", out.readLine());
    assertEquals("2", ask(supplyPort, "SIM:TICK?"));
    order(sim, "network lab down");
    assertEquals("OK network lab down", out.readLine());
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", meterPort).close());
    order(sim, "network lab up");
    assertEquals("OK network lab up", out.readLine());
    order(sim, "plant-loss lab reader");
    assertEquals("ERROR no device 'reader' with a sample counter in a room 'lab'", out.readLine());
    order(sim, "unplug lab nobody");
    assertEquals("ERROR there is no device 'nobody' in a room 'lab'", out.readLine());

    sim.destroy();
    assertTrue(sim.waitFor(20, TimeUnit.SECONDS), "it does not stop");
    assertEquals(0, sim.exitValue());
    assertFalse(Files.exists(serial.resolve("door"), LinkOption.NOFOLLOW_LINKS));
    JsonNode counts = new ObjectMapper().readTree(ledger.toFile());
    assertEquals(2, counts.at("/devices/1/last").asLong(), counts.toString());
    assertFalse(
        Instant.parse(counts.path("startedAt").asText()).isAfter(listens),
        "a device may have sent a sample before the run began");
    assertEquals("gw-lab", counts.at("/devices/1/gateway").asText());
    new ServerSocket(meterPort, 1, InetAddress.getLoopbackAddress()).close();
    new DatagramSocket(new InetSocketAddress("127.0.0.1", climatePort)).close();
    assertTrue(errors().contains("lab/robot stays out: nobody plays the profile 'not-yet-built'"));
  }

  /// When a device first took a connection.
  private static Instant listens(int port) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .until(() -> {
          new Socket(InetAddress.getLoopbackAddress(), port).close();
          return true;
        });
    return Instant.now();
  }

  private static void order(Process sim, String line) throws IOException {
    sim.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    sim.getOutputStream().flush();
  }

  private static String ask(int port, String query) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write((query + "\n").getBytes(StandardCharsets.US_ASCII));
      return String.valueOf(
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine());
    }
  }

  @Test
  void aTakenPortEndsItWithThreeAndSaysWhich() throws Exception {
    try (ServerSocket other = new ServerSocket(supplyPort, 1, InetAddress.getLoopbackAddress())) {
      Process sim = start("--rooms-dir", directory.toString());
      assertTrue(sim.waitFor(20, TimeUnit.SECONDS));
      assertEquals(3, sim.exitValue());
      assertTrue(errors().contains("TCP port 127.0.0.1:" + other.getLocalPort()), errors());
    }
  }

  @Test
  void wrongCommandLinesEndItWithTwoAndSayWhatToGive() throws Exception {
    Process sim = start("--rooms-dir", directory.toString(), "--ledger", "http://127.0.0.1:1");
    await().until(() -> !sim.isAlive());
    assertEquals(2, sim.exitValue());
    assertTrue(errors().contains("--ledger and --ledger-token-file go together"), errors());
  }
}
