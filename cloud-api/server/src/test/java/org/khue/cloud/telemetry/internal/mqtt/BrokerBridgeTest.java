package org.khue.cloud.telemetry.internal.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.Ack;
import org.khue.contract.Command;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;

/// The same through a real broker.
class BrokerBridgeTest {
  private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
  @TempDir Path directory;

  @Test
  void batchesStatesAndCommandsGoThroughMosquitto() throws Exception {
    assumeTrue(
        Files.isExecutable(MOSQUITTO),
        "skipped: no mosquitto at " + MOSQUITTO + "; install the package mosquitto");
    int port = freePort();
    Process broker = mosquitto(port);
    String url = "tcp://127.0.0.1:" + port;
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.mqtt.broker.url", url);
    try (TestCloud cloud = TestCloud.start(settings);
        TestGateway gateway = connected(url)) {
      assertEquals(0, cloud.mqttPort(), "the cloud's own endpoint stays shut");
      GatewayPresence presence = cloud.bean(GatewayPresence.class);
      gateway.client.publish(
          Topics.state("gw-1"), JsonCodec.write(TestGateway.state(true)), 1, true);
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> presence.of("gw-1").orElseThrow().connected());
      gateway.publish(batch(Stream.TELEMETRY, 1, numbered(1, 2000)));
      assertEquals(new Ack(Stream.TELEMETRY, 2000, null), gateway.nextAck());
      assertEquals(2000, cloud.count("SELECT count(*) FROM telemetry.reading"));
      gateway.publish(Topics.up("gw-1", Stream.TELEMETRY), new byte[] {1, 2, 3});
      Ack refused = gateway.nextAck();
      assertEquals(2000, refused.upToSeq());
      assertTrue(refused.refused() != null);
      Command command = new Command("c-1", "meter", "power-on", Map.of(), 1);
      assertTrue(cloud.bean(GatewayDownlink.class).send("gw-1", command));
      assertEquals(
          command,
          JsonCodec.read(gateway.others.poll(10, TimeUnit.SECONDS).getPayload(), Command.class));

      // The broker comes back after a crash, and so does everybody.
      broker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      broker = mosquitto(port);
      gateway.close();
      try (TestGateway again = connected(url)) {
        Awaitility.await()
            .atMost(40, TimeUnit.SECONDS)
            .pollInterval(1, TimeUnit.SECONDS)
            .until(() -> {
              again.publish(batch(Stream.TELEMETRY, 2001, numbered(2001, 2010)));
              Ack ack = again.acks.poll(2, TimeUnit.SECONDS);
              return ack != null && ack.upToSeq() == 2010;
            });
      }
      assertEquals(2010, cloud.count("SELECT count(*) FROM telemetry.reading"));
    } finally {
      broker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static TestGateway connected(String url) {
    return Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> TestGateway.connected(url, "gw-1"), gateway -> true);
  }

  private Process mosquitto(int port) throws IOException {
    Path config = directory.resolve("mosquitto.conf");
    Files.writeString(
        config, "listener " + port + " 127.0.0.1\nallow_anonymous true\npersistence false\n");
    return new ProcessBuilder(MOSQUITTO.toString(), "-c", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("mosquitto.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
