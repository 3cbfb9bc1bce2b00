package org.khue.cloud.fleet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.cloud.telemetry.internal.mqtt.TestGateway;
import org.khue.contract.Ack;
import org.khue.contract.Command;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;

/// The shipped configuration of Mosquitto (`firmware-config/broker`), with only its ports and paths
/// changed, between claimed gateways and a cloud.
@ExtendWith(ActingAsSystem.class)
class ExternalBrokerTest {
  private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
  private static final Path PASSWORDS = Path.of("/usr/bin/mosquitto_passwd");
  private static final Path SHIPPED = Path.of("../../firmware-config/broker");
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

  @TempDir Path directory;

  @Test
  void aGatewayHasItsOwnTopicsOnlyAndARevokedOneIsRefusedAfterAReload() throws Exception {
    assumeTrue(
        Files.isExecutable(MOSQUITTO) && Files.isExecutable(PASSWORDS),
        "skipped: no mosquitto at " + MOSQUITTO + "; install the package mosquitto");
    int plain = freePort();
    int tls = freePort();
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.mqtt.broker.url", "tcp://127.0.0.1:" + plain);
    settings.put("khue.mqtt.broker.user", "khue-cloud");
    settings.put("khue.mqtt.broker.password", "secret of the test");
    settings.put("khue.mqtt.tls.url", "ssl://127.0.0.1:" + tls);
    Process broker = null;
    try (TestCloud cloud = TestCloud.start(settings)) {
      broker = mosquitto(cloud.bean(DatabaseSettings.class).data(), plain, tls);
      ClaimedGateway gateway = claimed(cloud, "lab-1");
      ClaimedGateway other = claimed(cloud, "lab-2");
      byte[] payload = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 20)));
      try (TestGateway connected = connected(gateway)) {
        // The cloud may still be on its way to the broker: the batch is sent until it is confirmed.
        Awaitility.await()
            .atMost(40, TimeUnit.SECONDS)
            .pollInterval(1, TimeUnit.SECONDS)
            .until(() -> {
              connected.publish(Topics.up("lab-1", Stream.TELEMETRY), payload);
              return !connected.acks.isEmpty();
            });
        assertEquals(20, connected.nextAck().upToSeq());
        var foreign = connected.publish(Topics.up("lab-2", Stream.TELEMETRY), payload);
        foreign.waitForCompletion(5_000);
        assertEquals(0x87, foreign.getReasonCodes()[0]);
        var listening = connected.client.subscribe(Topics.command("lab-2"), 1);
        listening.waitForCompletion(5_000);
        try (TestGateway second = connected(other)) {
          second.publish(Topics.up("lab-2", Stream.TELEMETRY), payload);
          assertEquals(20, second.nextAck().upToSeq(), "the foreign batch had no effect");
        }
        cloud.bean(GatewayDownlink.class).send("lab-2", new Command("c", "d", "n", Map.of(), 1));
        assertEquals(null, connected.others.poll(2, TimeUnit.SECONDS), "another's command");

        cloud.bean(Revocations.class).revoke("lab-1", "lost");
        long before = cloud.count("SELECT count(*) FROM telemetry.reading");
        connected.publish(
            Topics.up("lab-1", Stream.TELEMETRY),
            BatchCodec.write(batch(Stream.TELEMETRY, 21, numbered(21, 30))));
        // Earlier repeats may still be confirmed; the batch that came after may not.
        for (Ack late = connected.acks.poll(3, TimeUnit.SECONDS);
            late != null;
            late = connected.acks.poll(3, TimeUnit.SECONDS)) {
          assertEquals(20, late.upToSeq(), "the cloud takes no more");
        }
        assertEquals(before, cloud.count("SELECT count(*) FROM telemetry.reading"));
      }
      assertEquals(0, new ProcessBuilder("kill", "-HUP", broker.pid() + "").start().waitFor());
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> {
            try (TestGateway refused = gateway.connect()) {
              return !refused.client.isConnected();
            } catch (MqttException e) {
              return true;
            }
          });
      assertThrows(MqttException.class, gateway::connect);
      try (TestGateway still = other.connect()) {
        assertTrue(still.client.isConnected(), "the others are let in");
      }
    } finally {
      if (broker != null) {
        broker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  private static ClaimedGateway claimed(TestCloud cloud, String id) throws Exception {
    Claims.Made made = cloud.bean(Claims.class).make(id, UNIT, Duration.ofHours(1));
    return ClaimedGateway.claimed(cloud, id, made.code());
  }

  /// The broker may still be starting.
  private TestGateway connected(ClaimedGateway gateway) throws Exception {
    for (int i = 0; i < 40; i++) {
      try {
        return gateway.connect();
      } catch (MqttException e) {
        TimeUnit.MILLISECONDS.sleep(250);
      }
    }
    try {
      return gateway.connect();
    } catch (MqttException e) {
      throw new AssertionError(Files.readString(directory.resolve("mosquitto.log")), e);
    }
  }

  private Process mosquitto(Path data, int plain, int tls) throws Exception {
    Path files = data.resolve("gateway-broker");
    for (String name : List.of("acl-gateways", "acl-cloud")) {
      Files.copy(SHIPPED.resolve(name), directory.resolve(name));
    }
    Path passwords = directory.resolve("passwords");
    new ProcessBuilder(
            PASSWORDS + "", "-b", "-c", passwords + "", "khue-cloud", "secret of the test")
        .start()
        .waitFor(10, TimeUnit.SECONDS);
    String shipped = Files.readString(SHIPPED.resolve("khue.conf"));
    for (String name : List.of("root.pem", "server.pem", "server.key", "revoked.pem")) {
      shipped = shipped.replace("/etc/mosquitto/khue/" + name, files.resolve(name).toString());
    }
    String config =
        shipped
            .replace("/etc/mosquitto/khue", directory.toString())
            .replace("listener 8883", "listener " + tls + " 127.0.0.1")
            .replace("listener 1883 127.0.0.1", "listener " + plain + " 127.0.0.1");
    // Started by root it would become a user who cannot read a test's files.
    config = "user " + System.getProperty("user.name") + "\n" + config;
    Path file = Files.writeString(directory.resolve("mosquitto.conf"), config);
    return new ProcessBuilder(MOSQUITTO.toString(), "-v", "-c", file.toString())
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
