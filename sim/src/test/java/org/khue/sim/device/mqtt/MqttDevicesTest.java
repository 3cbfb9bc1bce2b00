package org.khue.sim.device.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.device.Condition;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Peers;
import org.khue.sim.device.Places;
import org.khue.sim.device.SimDevice;
import org.khue.sim.ledger.Count;

/// Through Mosquitto, read and ordered about with its own clients.
@Timeout(40)
final class MqttDevicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PERIOD = Duration.ofMillis(150);

  private final ManualClock clock = new ManualClock();
  @TempDir Path directory = Path.of("");
  private Mosquitto broker = new Mosquitto(directory);
  private Listener listener = new Listener(directory, broker);

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Peers.require("mosquitto");
    Peers.require("mosquitto_sub");
    broker = new Mosquitto(directory);
    broker.start();
    listener = new Listener(directory, broker);
    listener.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    listener.close();
    broker.close();
  }

  private SimulatedPlug plug() {
    return new SimulatedPlug(
        Places.place(
            "tasmota-plug",
            "{ topic: bench }",
            Places.world(clock, Places.LESSON - 0.5),
            "tcp://127.0.0.1:" + broker.port(),
            directory),
        PERIOD);
  }

  private SimulatedPresence presence() {
    return new SimulatedPresence(
        Places.place(
            "zigbee2mqtt-presence",
            "{ topic: ceiling }",
            Places.world(clock, Places.LESSON - 0.5),
            "tcp://127.0.0.1:" + broker.port(),
            directory),
        PERIOD);
  }

  private static Count.Ticked count(SimDevice device) {
    return (Count.Ticked) device.count().orElseThrow();
  }

  @Test
  void aPlugSpeaksAsTasmotaDoes() throws Exception {
    try (SimulatedPlug plug = plug()) {
      plug.open();
      await().until(() -> listener.last("tele/bench/LWT").equals("Online"));
      await().atMost(Duration.ofSeconds(5)).until(() -> listener.heard("tele/bench/SENSOR"));
      JsonNode sensor = JSON.readTree(listener.payloads("tele/bench/SENSOR").getFirst());
      assertEquals(1, sensor.get("Tick").asLong());
      assertEquals(0, sensor.at("/ENERGY/Power").asInt());
      assertEquals(220, sensor.at("/ENERGY/Voltage").asInt(), 10);
      assertTrue(sensor.at("/ENERGY/Total").asDouble() >= 20);
      assertEquals("OFF", JSON.readTree(listener.last("tele/bench/STATE")).get("POWER").asText());

      JsonNode discovery = JSON.readTree(listener.lastOf("tasmota/discovery/", "/config"));
      assertEquals("bench", discovery.get("t").asText());
      assertTrue(discovery.get("mac").asText().matches("024B48[0-9A-F]{6}"));
      assertEquals(1, discovery.at("/rl/0").asInt());
      JsonNode sensors = JSON.readTree(listener.lastOf("tasmota/discovery/", "/sensors"));
      assertTrue(sensors.at("/sn/ENERGY/Power").isNumber());

      publish("cmnd/bench/Power", "ON");
      await().until(() -> listener.last("stat/bench/POWER").equals("ON"));
      assertEquals("{\"POWER\":\"ON\"}", listener.last("stat/bench/RESULT"));
      publish("cmnd/bench/POWER", "TOGGLE");
      await().until(() -> listener.last("stat/bench/POWER").equals("OFF"));

      publish("cmnd/bench/Status", "2");
      await().until(() -> listener.heard("stat/bench/STATUS2"));
      assertTrue(listener.last("stat/bench/STATUS2").contains("\"Version\":\"14."));
      publish("cmnd/bench/Nonsense", "1");
      await().until(() -> listener.last("stat/bench/RESULT").contains("Unknown"));
    }
    await().until(() -> listener.last("tele/bench/LWT").equals("Offline"));
  }

  @Test
  void aPlugSwitchesItselfOffWhenItsPulseTimeIsOverUnlessThatIsSetAnew() throws Exception {
    try (SimulatedPlug plug = plug()) {
      plug.open();
      await().until(() -> listener.last("stat/bench/POWER").equals("OFF"));
      publish("cmnd/bench/PulseTime1", "112");
      await()
          .until(() ->
              listener
                  .last("stat/bench/RESULT")
                  .equals("{\"PulseTime1\":{\"Set\":112,\"Remaining\":112}}"));
      assertEquals("OFF", listener.last("stat/bench/POWER"));
      publish("cmnd/bench/Power", "ON");
      await().until(() -> listener.last("stat/bench/POWER").equals("ON"));
      clock.pass(Duration.ofSeconds(11));
      plug.step();
      publish("cmnd/bench/PulseTime1", "112");
      await().until(() -> listener.payloads("stat/bench/RESULT").size() == 3);
      clock.pass(Duration.ofSeconds(11));
      plug.step();
      assertEquals("ON", listener.last("stat/bench/POWER"));
      clock.pass(Duration.ofSeconds(1));
      plug.step();
      await().until(() -> listener.last("stat/bench/POWER").equals("OFF"));
    }
  }

  @Test
  void somebodyPressesThePlugForTheLesson() throws Exception {
    try (SimulatedPlug plug = plug()) {
      plug.open();
      await().until(() -> listener.last("stat/bench/POWER").equals("OFF"));
      plug.step();
      clock.pass(Duration.ofSeconds(60));
      plug.step();
      await().until(() -> listener.last("stat/bench/POWER").equals("ON"));
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() ->
              JSON.readTree(listener.last("tele/bench/SENSOR")).at("/ENERGY/Power").asInt() > 50);
    }
  }

  @Test
  void aPresenceSensorSpeaksThroughItsBridge() throws Exception {
    try (SimulatedPresence presence = presence()) {
      presence.open();
      await().until(() -> listener.heard("zigbee2mqtt/ceiling/availability"));
      assertEquals("{\"state\":\"online\"}", listener.last("zigbee2mqtt/bridge/state"));
      JsonNode devices = JSON.readTree(listener.last("zigbee2mqtt/bridge/devices"));
      assertEquals("ceiling", devices.at("/0/friendly_name").asText());
      assertEquals("occupancy", devices.at("/0/definition/exposes/0/property").asText());

      await().atMost(Duration.ofSeconds(5)).until(() -> listener.heard("zigbee2mqtt/ceiling"));
      JsonNode state = JSON.readTree(listener.payloads("zigbee2mqtt/ceiling").getFirst());
      assertFalse(state.get("occupancy").asBoolean());
      assertEquals(1, state.get("tick").asLong());
      assertEquals(
          Math.round(Places.RECORDING.climateAt(Places.LESSON - 0.5).illuminance()),
          state.get("illuminance").asLong());
      assertTrue(state.get("battery").asInt() >= 55 && state.get("linkquality").asInt() > 100);

      clock.pass(Duration.ofSeconds(45));
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> listener.last("zigbee2mqtt/ceiling").contains("\"occupancy\":true"));

      presence.become(Condition.UNPLUGGED);
      await()
          .until(() ->
              listener.last("zigbee2mqtt/ceiling/availability").equals("{\"state\":\"offline\"}"));
      assertEquals("{\"state\":\"online\"}", listener.last("zigbee2mqtt/bridge/state"));
    }
    await()
        .until(() -> listener.last("zigbee2mqtt/bridge/state").equals("{\"state\":\"offline\"}"));
  }

  /// The broker is killed and started again: what was heard, and what the ledger says, agree.
  @Test
  void afterTheBrokerWasKilledEveryCertainNumberWasHeardOnceAndNoOther() throws Exception {
    try (SimulatedPlug plug = plug()) {
      plug.open();
      await().atMost(Duration.ofSeconds(8)).until(() -> count(plug).last() >= 2);
      broker.kill();
      long before = count(plug).last();
      await().during(Duration.ofMillis(600)).until(() -> count(plug).last() <= before + 1);
      List<Long> heardBefore = listener.ticks();
      listener.close();
      broker.start();
      listener.start();
      await().atMost(Duration.ofSeconds(12)).until(() -> count(plug).last() >= before + 3);

      plug.become(Condition.HANGING); // the sample on its way is the last
      await()
          .untilAsserted(() -> {
            Count.Ticked count = count(plug);
            List<Long> heard =
                Stream.concat(heardBefore.stream(), listener.ticks().stream())
                    .filter(tick -> !count.uncertain().contains(tick))
                    .toList();
            assertEquals(certain(count), heard);
            assertTrue(count.uncertain().size() <= 1, count.toString());
          });
    }
  }

  private static List<Long> certain(Count.Ticked count) {
    return LongStream.rangeClosed(1, count.last())
        .boxed()
        .filter(tick -> !count.uncertain().contains(tick))
        .toList();
  }

  @Test
  void garbageAndSilenceHaveNoNumbers() throws Exception {
    try (SimulatedPlug plug = plug()) {
      plug.become(Condition.GARBAGE);
      plug.open();
      await().atMost(Duration.ofSeconds(5)).until(() -> listener.heard("tele/bench/SENSOR"));
      assertFalse(listener.last("tele/bench/SENSOR").contains("Tick"));
      plug.become(Condition.CUT_OFF);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> listener.last("tele/bench/LWT").equals("Offline"));
      assertEquals(0, count(plug).last());
    }
  }

  private void publish(String topic, String payload) throws IOException, InterruptedException {
    broker.run("mosquitto_pub", "-t", topic, "-m", payload);
  }

  /// All that mosquitto_sub hears, a line a message: topic, blank, payload.
  private static final class Listener {
    private final Path out;
    private final Mosquitto broker;
    private Optional<Process> process = Optional.empty();

    Listener(Path directory, Mosquitto broker) {
      this.out = directory.resolve("heard");
      this.broker = broker;
    }

    /// Returns when it surely listens.
    void start() throws IOException {
      Files.deleteIfExists(out);
      process =
          Optional.of(
              Peers.start(out, "mosquitto_sub", broker.arguments("-q", "1", "-v", "-t", "#")));
      await()
          .until(() -> {
            broker.run("mosquitto_pub", "-t", "test/here", "-m", "yes");
            return heard("test/here");
          });
    }

    void close() throws InterruptedException {
      if (process.isPresent()) {
        Peers.end(process.get());
      }
    }

    private List<String> payloads(String topic) throws IOException {
      String all = Files.readString(out, StandardCharsets.ISO_8859_1);
      return all.lines()
          .filter(line -> line.startsWith(topic + " "))
          .map(line -> line.substring(topic.length() + 1))
          .toList();
    }

    boolean heard(String topic) throws IOException {
      return !payloads(topic).isEmpty();
    }

    String last(String topic) throws IOException {
      List<String> all = payloads(topic);
      return all.isEmpty() ? "" : all.getLast();
    }

    /// The last payload of any topic that begins and ends so.
    String lastOf(String beginning, String end) throws IOException {
      return Files.readAllLines(out, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith(beginning) && line.contains(end + " "))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .reduce("", (before, last) -> last);
    }

    List<Long> ticks() throws IOException {
      return payloads("tele/bench/SENSOR").stream()
          .filter(line -> line.endsWith("}"))
          .map(MqttDevicesTest::tick)
          .toList();
    }
  }

  private static long tick(String sensor) {
    try {
      return JSON.readTree(sensor).get("Tick").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
