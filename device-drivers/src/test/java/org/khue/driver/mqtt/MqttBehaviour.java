package org.khue.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.khue.driver.CommandCall;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.Profile;
import org.khue.driver.Quality;
import org.khue.driver.RealTime;
import org.khue.driver.Receipt;
import org.khue.driver.RecordingSink;
import org.khue.driver.Sample;
import org.khue.driver.TestLinks;
import org.khue.driver.Value;

/// What a device's life looks like through a real broker. Each broker's test extends it.
abstract class MqttBehaviour {
  private static final Duration AMPLE = Duration.ofSeconds(8);

  private final MqttJsonFactory factory = new MqttJsonFactory();
  private final List<AutoCloseable> open = new ArrayList<>();

  abstract URI broker();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private Driver driver(String topic, Profile profile) {
    Driver driver =
        factory.create(
            new DeviceConfig(topic, Map.of("topic", topic), "room.yaml:1"),
            profile,
            new TestLinks(broker()),
            RealTime.CLOCK);
    open.add(driver);
    return driver;
  }

  private Node node(String will) throws Exception {
    Node node = new Node(broker(), will);
    open.add(node);
    return node;
  }

  /// A Tasmota device that is there: it answers when asked.
  private Node plug(String topic) throws Exception {
    Node plug = node("tele/" + topic + "/LWT");
    plug.hear(
        "cmnd/" + topic + "/Status",
        question ->
            plug.say(
                "stat/"
                    + topic
                    + "/STATUS"
                    + new String(question.payload(), StandardCharsets.UTF_8),
                "{\"StatusFWR\":{\"Version\":\"14.2.0\"}}"));
    plug.keep("tele/" + topic + "/LWT", "Online");
    return plug;
  }

  private static Outcome<Identity> probe(Driver driver) {
    return driver.probe(RealTime.in(AMPLE));
  }

  private static void assertThere(Driver driver) {
    assertInstanceOf(Outcome.Ok.class, probe(driver));
  }

  private static List<Sample> of(RecordingSink sink, String point) {
    return sink.samples.stream().filter(sample -> sample.point().equals(point)).toList();
  }

  @Test
  void aRetainedValueIsUncertainUntilALiveOneComes() throws Exception {
    Node bridge = node("");
    bridge.keep("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
    bridge.keep("zigbee2mqtt/hall", "{\"occupancy\":true}");
    Driver driver = driver("hall", Points.presence());
    RecordingSink sink = new RecordingSink();
    assertThere(driver);
    driver.listen(sink);
    Awaitility.await().atMost(AMPLE).until(() -> !of(sink, "occupancy").isEmpty());
    assertEquals(Quality.UNCERTAIN, of(sink, "occupancy").getFirst().quality());
    assertEquals("retained", of(sink, "occupancy").getFirst().reason());
    bridge.say("zigbee2mqtt/hall", "{\"occupancy\":false,\"tick\":4}");
    Awaitility.await().atMost(AMPLE).until(() -> !of(sink, "tick").isEmpty());
    assertEquals(Quality.GOOD, of(sink, "occupancy").getLast().quality());
    assertEquals(new Value.Num(0), of(sink, "occupancy").getLast().value());
  }

  @Test
  void nothingSaidBetweenProbeAndListenIsLost() throws Exception {
    Node bridge = node("");
    bridge.keep("zigbee2mqtt/bridge/state", "online");
    Driver driver = driver("attic", Points.presence());
    assertThere(driver);
    for (int tick = 1; tick <= 20; tick++) {
      bridge.say("zigbee2mqtt/attic", "{\"tick\":" + tick + "}");
    }
    RecordingSink sink = new RecordingSink();
    Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    driver.listen(sink);
    Awaitility.await().atMost(AMPLE).until(() -> of(sink, "tick").size() >= 20);
    for (int tick = 1; tick <= 20; tick++) {
      assertEquals(new Value.Num(tick), of(sink, "tick").get(tick - 1).value());
    }
  }

  @Test
  void aLastWillIsALossAndTheNextProbeWaitsForTheDevice() throws Exception {
    Node plug = plug("lamp");
    Driver driver = driver("lamp", Points.plug());
    RecordingSink sink = new RecordingSink();
    assertThere(driver);
    driver.listen(sink);
    plug.die();
    Awaitility.await().atMost(AMPLE).until(() -> !sink.losses.isEmpty());
    assertEquals("gone", sink.losses.getFirst().code());
    assertEquals(new Value.Num(0), of(sink, "link").getLast().value());
    driver.close();

    Driver next = driver("lamp", Points.plug());
    Fault fault =
        assertInstanceOf(Outcome.Failed.class, next.probe(RealTime.inMillis(700))).fault();
    assertTrue(List.of("gone", "timeout").contains(fault.code()), fault.message());

    CompletableFuture<Outcome<Identity>> waiting = CompletableFuture.supplyAsync(() -> probe(next));
    plug("lamp").say("tele/lamp/STATE", "{\"POWER\":\"OFF\"}");
    assertInstanceOf(Outcome.Ok.class, waiting.get());
  }

  @Test
  void theBridgeTellsWhoADeviceIs() throws Exception {
    Node bridge = node("");
    bridge.keep(
        "zigbee2mqtt/bridge/devices",
        """
        [{"ieee_address":"0x00124b0000000000","type":"Coordinator","friendly_name":"Coordinator"},
         {"ieee_address":"0x00158d00018255df","type":"EndDevice","friendly_name":"door",
          "model_id":"lumi.sensor_motion.aq2","manufacturer":"LUMI","software_build_id":"3000-0001",
          "definition":{"vendor":"Aqara","model":"RTCGQ11LM","exposes":[{"type":"binary"}]}}]
        """);
    bridge.keep("zigbee2mqtt/door/availability", "{\"state\":\"online\"}");
    assertEquals(
        Outcome.ok(new Identity("Aqara", "RTCGQ11LM", "0x00158d00018255df", "3000-0001")),
        probe(driver("door", Points.presence())));
  }

  @Test
  void theDiscoveryMessageTellsWhoAPlugIs() throws Exception {
    Node plug = plug("heater");
    plug.keep(
        "tasmota/discovery/DC4F22ABCDEF/config",
        "{\"t\":\"heater\",\"mac\":\"DC4F22ABCDEF\",\"md\":\"Sonoff S31\",\"sw\":\"14.2.0\"}");
    assertEquals(
        Outcome.ok(new Identity("Tasmota", "Sonoff S31", "DC4F22ABCDEF", "14.2.0")),
        probe(driver("heater", Points.plug())));
  }

  @Test
  void aSilentPlainDeviceIsGoneAfterItsTime() throws Exception {
    Driver driver =
        factory.create(
            new DeviceConfig("well", Map.of("topic", "well", "silent-after-s", 1), "room.yaml:1"),
            Points.profile(
                List.of(Points.point("level", Map.of("topic", "lab/{topic}/level"))), List.of()),
            new TestLinks(broker()),
            RealTime.CLOCK);
    open.add(driver);
    Node node = node("");
    CompletableFuture<Outcome<Identity>> probing =
        CompletableFuture.supplyAsync(() -> probe(driver));
    Awaitility.await()
        .atMost(AMPLE)
        .until(() -> {
          node.say("lab/well/level", "5");
          return probing.isDone();
        });
    assertInstanceOf(Outcome.Ok.class, probing.get());
    RecordingSink sink = new RecordingSink();
    driver.listen(sink);
    Awaitility.await().atMost(AMPLE).until(() -> !sink.losses.isEmpty());
    assertTrue(sink.losses.getFirst().message().contains("said nothing"));
  }

  private static Outcome<Receipt> powerOn(Driver driver, long millis) throws Exception {
    return driver
        .execute(new CommandCall(Points.powerOn(), Map.of()), RealTime.inMillis(millis))
        .toCompletableFuture()
        .get();
  }

  @Test
  void aCommandThatTheDeviceDoesNotKnowIsRefused() throws Exception {
    Node plug = plug("iron");
    plug.hear(
        "cmnd/iron/Power", order -> plug.say("stat/iron/RESULT", "{\"Command\":\"Unknown\"}"));
    Driver driver = driver("iron", Points.plug());
    assertThere(driver);
    Fault fault = assertInstanceOf(Outcome.Failed.class, powerOn(driver, 5_000)).fault();
    assertEquals("refused", fault.code(), fault.message());
  }

  @Test
  void aCommandThatTheDeviceAnswersOtherwiseIsNotConfirmed() throws Exception {
    Node plug = plug("fan");
    plug.hear("cmnd/fan/Power", order -> plug.say("stat/fan/POWER", "OFF"));
    Driver driver = driver("fan", Points.plug());
    assertThere(driver);
    Fault fault = assertInstanceOf(Outcome.Failed.class, powerOn(driver, 1_000)).fault();
    assertEquals("timeout", fault.code());
    assertTrue(fault.message().contains("last came OFF"), fault.message());
  }

  @Test
  void aRetainedOldAnswerConfirmsNothing() throws Exception {
    Node plug = plug("oven");
    plug.keep("stat/oven/POWER", "ON");
    Driver driver = driver("oven", Points.plug());
    assertThere(driver);
    assertEquals(
        "timeout", assertInstanceOf(Outcome.Failed.class, powerOn(driver, 600)).fault().code());
  }

  @Test
  void aZigbeeCommandSendsJsonWithItsArgument() throws Exception {
    Node bridge = node("");
    bridge.keep("zigbee2mqtt/bulb/availability", "online");
    bridge.hear(
        "zigbee2mqtt/bulb/set",
        order ->
            bridge.say("zigbee2mqtt/bulb", new String(order.payload(), StandardCharsets.UTF_8)));
    var dim =
        Points.command(
            "dim",
            Map.of(
                "topic",
                "zigbee2mqtt/{topic}/set",
                "payload",
                Map.of("brightness", "{level}"),
                "confirm",
                "zigbee2mqtt/{topic}",
                "confirm-path",
                "brightness",
                "expect",
                "{level}"));
    Driver driver = driver("bulb", Points.profile(Points.presence().points(), List.of(dim)));
    assertThere(driver);
    assertInstanceOf(
        Outcome.Ok.class,
        driver
            .execute(new CommandCall(dim, Map.of("level", 128)), RealTime.inMillis(5_000))
            .toCompletableFuture()
            .get());
  }

  @Test
  void manyDevicesShareOneConnectionWhichEndsWithTheLast() throws Exception {
    Node bridge = node("");
    bridge.keep("zigbee2mqtt/bridge/state", "online");
    List<Driver> drivers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      drivers.add(driver("many-" + i, Points.presence()));
    }
    drivers.forEach(MqttBehaviour::assertThere);
    assertEquals(1, connectionsOfDrivers());
    RecordingSink sink = new RecordingSink();
    drivers.getLast().listen(sink);
    drivers.subList(0, 11).forEach(Driver::close);
    bridge.say("zigbee2mqtt/many-11", "{\"tick\":1}");
    Awaitility.await().atMost(AMPLE).until(() -> !of(sink, "tick").isEmpty());
    drivers.getLast().close();
    Awaitility.await().atMost(AMPLE).until(() -> connectionsOfDrivers() == 0);
  }

  /// Each connection of the client has one thread that receives.
  private static long connectionsOfDrivers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("MQTT Rec: khue-"))
        .count();
  }
}
