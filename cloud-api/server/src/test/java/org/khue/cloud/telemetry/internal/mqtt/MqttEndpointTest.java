package org.khue.cloud.telemetry.internal.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.Ack;
import org.khue.contract.Command;
import org.khue.contract.ConfigMessage;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;

/// The endpoint against real clients, and against what no client would send.
class MqttEndpointTest {
  private static TestCloud cloud;
  private static String url;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    url = "tcp://127.0.0.1:" + cloud.mqttPort();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void aBatchOverMqtt5IsAcknowledgedAfterItIsCommitted() throws Exception {
    try (TestGateway gateway = TestGateway.connected(url, "gw-1")) {
      var published = gateway.publish(batch(Stream.TELEMETRY, 1, numbered(1, 500)));
      assertEquals(new Ack(Stream.TELEMETRY, 500, null), gateway.nextAck());
      assertEquals(500, readings("gw-1"));
      published.waitForCompletion(5_000);
      gateway.publish(batch(Stream.TELEMETRY, 502, numbered(502, 502)));
      Ack refused = gateway.nextAck();
      assertEquals(500, refused.upToSeq());
      assertNotNull(refused.refused());
    }
  }

  @Test
  void aBatchOverMqtt311IsAcknowledgedToo() throws Exception {
    try (MqttClient client =
        new MqttClient(
            url, "gw-2", new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence())) {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setUserName("gw-2");
      options.setPassword(TestCloud.secret("gw-2").toCharArray());
      options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
      client.connect(options);
      BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();
      client.subscribe(
          "khue/v1/gw-2/ack/#",
          1,
          (topic, message) -> acks.add(JsonCodec.read(message.getPayload(), Ack.class)));
      client.publish(
          Topics.up("gw-2", Stream.TELEMETRY),
          BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 40))),
          1,
          false);
      assertEquals(new Ack(Stream.TELEMETRY, 40, null), acks.poll(15, TimeUnit.SECONDS));
      assertThrows(
          org.eclipse.paho.client.mqttv3.MqttException.class,
          () -> client.subscribe("khue/v1/gw-1/ack/#"));
    }
    assertEquals(40, readings("gw-2"));
  }

  @Test
  void aWrongSecretAnotherNameAndAnUnknownGatewayAreRefused() throws Exception {
    assertEquals(0x86, reasonOfRefusal("gw-3", "gw-3", "wrong"));
    assertEquals(0x86, reasonOfRefusal("gw-3", "gw-4", TestCloud.secret("gw-4")));
    assertEquals(0x86, reasonOfRefusal("gw-none", "gw-none", "x"));
    assertEquals(0x85, reasonOfRefusal("NOT AN ID", "NOT AN ID", "x"));
  }

  @Test
  void guessingIsStoppedEvenForTheRightSecret() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertEquals(0x86, reasonOfRefusal("gw-9", "gw-9", "guess " + i));
    }
    assertEquals(0x9F, reasonOfRefusal("gw-9", "gw-9", TestCloud.secret("gw-9")));
  }

  @Test
  void aGatewayMayTouchItsOwnTopicsOnly() throws Exception {
    byte[] batch = BatchCodec.write(batch(Stream.TELEMETRY, 1, numbered(1, 5)));
    for (String topic :
        new String[] {
          Topics.up("gw-1", Stream.TELEMETRY), "anything", Topics.ack("gw-4", Stream.EVENTS)
        }) {
      try (TestGateway gateway = TestGateway.connected(url, "gw-4")) {
        gateway.publish(topic, batch);
        assertEquals(0x87, gateway.disconnects.poll(10, TimeUnit.SECONDS), topic);
      }
    }
    for (String filter : new String[] {"#", "khue/v1/+/ack/#", "khue/v1/gw-1/ack/events"}) {
      try (TestGateway gateway = TestGateway.connected(url, "gw-4")) {
        gateway.client.subscribe(filter, 1);
        assertEquals(0x87, gateway.disconnects.poll(10, TimeUnit.SECONDS), filter);
      }
    }
    assertEquals(0, readings("gw-4"));
  }

  @Test
  void aMalformedBatchIsRefusedWithAReasonAndTheCursor() throws Exception {
    try (TestGateway gateway = TestGateway.connected(url, "gw-5")) {
      gateway.publish(batch(Stream.TELEMETRY, 1, numbered(1, 7)));
      assertEquals(7, gateway.nextAck().upToSeq());
      var token = gateway.publish(Topics.up("gw-5", Stream.TELEMETRY), "not a batch".getBytes());
      token.waitForCompletion(5_000);
      assertEquals(0x99, token.getReasonCodes()[0]);
      Ack ack = gateway.nextAck();
      assertEquals(7, ack.upToSeq());
      assertNotNull(ack.refused());
      byte[] other = BatchCodec.write(batch(Stream.EVENTS, 1));
      gateway.publish(Topics.up("gw-5", Stream.TELEMETRY), other);
      assertTrue(String.valueOf(gateway.nextAck().refused()).contains("stream"));
    }
  }

  @Test
  void aNewerConnectionTakesOverAndTheOlderIsToldWhy() throws Exception {
    try (TestGateway older = TestGateway.connected(url, "gw-6");
        TestGateway newer = TestGateway.connected(url, "gw-6")) {
      assertEquals(0x8E, older.disconnects.poll(10, TimeUnit.SECONDS));
      newer.publish(batch(Stream.TELEMETRY, 1, numbered(1, 3)));
      assertEquals(3, newer.nextAck().upToSeq());
      assertTrue(presence("gw-6").connected());
    }
  }

  @Test
  void aBrokenConnectionLeavesItsWillAndAGoodbyeDoesNot() throws Exception {
    TestGateway gateway = TestGateway.connected(url, "gw-7");
    gateway.publish(Topics.state("gw-7"), JsonCodec.write(TestGateway.state(true)));
    await(() -> presence("gw-7").state() != null);
    assertTrue(presence("gw-7").connected());
    assertTrue(Objects.requireNonNull(presence("gw-7").state()).online());
    gateway.client.disconnectForcibly(0, 10, false);
    await(() -> !presence("gw-7").connected());
    assertFalse(Objects.requireNonNull(presence("gw-7").state()).online());
    gateway.client.close();
  }

  @Test
  void commandsAndTheRetainedConfigurationGoDown() throws Exception {
    GatewayDownlink downlink = cloud.bean(GatewayDownlink.class);
    Command command = new Command("c-1", "meter", "power-on", Map.of("relay", 1), 1);
    assertFalse(downlink.send("gw-8", command));
    ConfigMessage config = new ConfigMessage(4, "00", new byte[] {1}, "room: {}", "lab-1", "");
    downlink.retain("gw-8", config);
    try (TestGateway gateway = TestGateway.connected(url, "gw-8")) {
      MqttMessage retained = gateway.others.poll(10, TimeUnit.SECONDS);
      assertTrue(retained.isRetained());
      assertEquals(4, JsonCodec.read(retained.getPayload(), ConfigMessage.class).version());
      assertTrue(downlink.send("gw-8", command));
      MqttMessage sent = gateway.others.poll(10, TimeUnit.SECONDS);
      assertEquals(command, JsonCodec.read(sent.getPayload(), Command.class));
      assertEquals(1, sent.getQos());
    }
  }

  @Test
  void garbageEndsItsOwnConnectionOnly() throws Exception {
    try (TestGateway witness = TestGateway.connected(url, "gw-3")) {
      Random random = new Random(20261124);
      byte[] connect = HexConnect.mqtt5("gw-1", TestCloud.secret("gw-1"));
      for (int i = 0; i < 300; i++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cloud.mqttPort())) {
          socket.setSoTimeout(20);
          byte[] bytes = new byte[random.nextInt(1, 400)];
          random.nextBytes(bytes);
          if (i % 2 == 0) {
            socket.getOutputStream().write(connect);
          } else if (i % 3 == 0) {
            bytes = connect.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          }
          socket.getOutputStream().write(bytes);
          socket.getInputStream().readNBytes(64);
        } catch (SocketTimeoutException waiting) {
          assertNotNull(waiting);
        } catch (java.net.SocketException closed) {
          assertNotNull(closed.getMessage());
        }
      }
      witness.publish(batch(Stream.TELEMETRY, 1, numbered(1, 9)));
      assertEquals(9, witness.nextAck().upToSeq());
    }
  }

  @Test
  void aSilentConnectionIsEndedAfterItsKeepAlive() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cloud.mqttPort())) {
      socket.setSoTimeout(10_000);
      byte[] connect = HexConnect.mqtt5("gw-2", TestCloud.secret("gw-2"));
      connect[HexConnect.KEEP_ALIVE_LOW] = 2;
      socket.getOutputStream().write(connect);
      byte[] all = socket.getInputStream().readAllBytes();
      assertEquals(0x20, all[0], "CONNACK");
      int disconnect = all[1] + 2;
      assertEquals((byte) 0xE0, all[disconnect], "DISCONNECT");
      assertEquals((byte) 0x8D, all[disconnect + 2], "keep alive timeout");
    }
  }

  private static int reasonOfRefusal(String client, String user, String secret) throws Exception {
    TestGateway gateway = new TestGateway(url, client);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(secret.getBytes());
    MqttException refused = assertThrows(MqttException.class, () -> gateway.connect(options));
    gateway.client.close();
    return refused.getReasonCode();
  }

  private static GatewayPresence.Presence presence(String gateway) {
    return cloud.bean(GatewayPresence.class).of(gateway).orElseThrow();
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(condition);
  }

  private static long readings(String gateway) {
    return cloud.count(
        "SELECT coalesce(sum(readings), 0) FROM telemetry.cursor WHERE gateway = '"
            + gateway
            + "'");
  }
}
