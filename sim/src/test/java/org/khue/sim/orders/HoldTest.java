package org.khue.sim.orders;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.demo.Parts;
import org.khue.sim.device.Peers;
import org.khue.sim.device.Places;
import org.khue.sim.device.mqtt.Mosquitto;
import org.khue.sim.device.mqtt.SimulatedPlug;

/// The last line of defence: the gateway's process is killed, and the plug goes off by itself.
@Timeout(180)
class HoldTest {
  private static final Duration HOLD = Duration.ofSeconds(15);

  @TempDir Path directory = Path.of("");
  private final Parts parts = Parts.ofSystemProperties();
  private final Map<String, String> heard = new ConcurrentHashMap<>();
  private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor();
  private Mosquitto broker = new Mosquitto(directory);

  @BeforeEach
  void start() throws Exception {
    Peers.require("mosquitto");
    List<String> missing = parts.missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);
    broker = new Mosquitto(directory);
    broker.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    life.shutdownNow();
    broker.close();
  }

  private Path configuration() throws Exception {
    Files.writeString(directory.resolve("secret.txt"), "x\n");
    Path room =
        Files.writeString(
            directory.resolve("room.yaml"),
            """
            room: { id: steam, kind: steam, name: { vi: "Phòng", en: "Room" } }
            simulated: true
            devices:
              - { id: laser, profile: tasmota-plug, connection: { topic: laser } }
            interlocks:
              - id: laser-safe
                device: laser
                safe: { command: power-off }
                hold: %ds
                message: { vi: "Phải tắt", en: "Must be off" }
            """
                .formatted(HOLD.toSeconds()));
    return Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: hold
        data: data
        room: "%s"
        profiles: "%s"
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        room-broker: { external: "tcp://127.0.0.1:%d" }
        local-site: "127.0.0.1:%d"
        """
            .formatted(
                room, parts.home().resolve("firmware-config/profiles"), broker.port(), freePort()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String power() {
    return heard.getOrDefault("stat/laser/POWER", "");
  }

  @Test
  void aKilledGatewaysPlugGoesOffByItselfAndALivingOnesStaysOn() throws Exception {
    Process gateway =
        new ProcessBuilder(parts.gateway(configuration(), directory))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("gateway.log").toFile())
            .start();
    String url = "tcp://127.0.0.1:" + broker.port();
    try (SimulatedPlug plug =
            new SimulatedPlug(
                Places.place(
                    "tasmota-plug",
                    "{ topic: laser }",
                    Places.world(Places.steady(), 0),
                    url,
                    directory));
        MqttPeer hand = new MqttPeer(URI.create(url), "hand", "stat/laser/#", heard::put)) {
      plug.open();
      life.scheduleWithFixedDelay(plug::step, 0, 200, TimeUnit.MILLISECONDS);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> heard.getOrDefault("stat/laser/RESULT", "").contains("\"Set\":115"));
      hand.say("cmnd/laser/Power", "ON", 1, false);
      await().until(() -> power().equals("ON"));
      await()
          .during(HOLD.plusSeconds(3))
          .atMost(HOLD.plusSeconds(6))
          .until(() -> power().equals("ON"));
      gateway.destroyForcibly().waitFor();
      assertEquals("ON", power());
      await().atMost(HOLD.plusSeconds(2)).until(() -> power().equals("OFF"));
    } finally {
      gateway.destroyForcibly();
    }
  }
}
