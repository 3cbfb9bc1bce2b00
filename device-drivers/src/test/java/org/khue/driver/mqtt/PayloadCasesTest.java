package org.khue.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.PointSpec;
import org.khue.driver.Quality;
import org.khue.driver.RealTime;
import org.khue.driver.RecordingSink;
import org.khue.driver.Sample;
import org.khue.driver.TestLinks;
import org.khue.driver.Value;

/// Each file of `testcases/`: points, the messages of a device called `node`, and the samples that
/// come of them, in order.
///
/// ```yaml
/// points: [ { id: power, address: { topic: "tele/{topic}/SENSOR", path: ENERGY.Power }, states: {} } ]
/// messages:
///   - { on: tele/node/SENSOR, says: '{"ENERGY":{"Power":5}}', retained: false, gives: ["power 5.0"] }
/// lost: gone            # if the last message tells that the device is away
/// ```
class PayloadCasesTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Stream<Path> cases() throws Exception {
    Path folder =
        Path.of(
                Objects.requireNonNull(
                        PayloadCasesTest.class.getResource("testcases/tasmota-plug.yaml"))
                    .toURI())
            .getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void payloadsBecomeSamples(Path file) throws Exception {
    JsonNode script = YAML.readTree(file.toFile());
    RecordingSink sink = new RecordingSink();
    try (Driver driver = driver(script)) {
      driver.listen(sink);
      for (JsonNode message : script.path("messages")) {
        sink.samples.clear();
        ((Subscriber) driver)
            .message(
                new Message(
                    message.path("on").asText(),
                    payload(message),
                    message.path("retained").asBoolean()));
        List<String> expected = new ArrayList<>();
        message.path("gives").forEach(sample -> expected.add(sample.asText()));
        assertEquals(
            expected,
            sink.samples.stream().map(PayloadCasesTest::shown).toList(),
            message.path("says").asText());
      }
      assertEquals(
          script.path("lost").asText(),
          String.join(" ", sink.losses.stream().map(Fault::code).toList()));
    }
  }

  private static byte[] payload(JsonNode message) {
    String text = message.path("says").asText();
    return text.repeat(message.path("times").asInt(1)).getBytes(StandardCharsets.UTF_8);
  }

  private static Driver driver(JsonNode script) {
    List<PointSpec> points = new ArrayList<>();
    for (JsonNode point : script.path("points")) {
      points.add(
          Points.point(point.path("id").asText(), address(point), states(point.path("states"))));
    }
    assertFalse(points.isEmpty(), "no points");
    MqttJsonFactory factory = new MqttJsonFactory();
    DeviceConfig config = new DeviceConfig("node", Map.of("topic", "node"), "case:1");
    assertEquals(List.of(), factory.validate(config, Points.profile(points, List.of())));
    return factory.create(
        config, Points.profile(points, List.of()), new TestLinks(), RealTime.CLOCK);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> address(JsonNode point) {
    return YAML.convertValue(point.path("address"), Map.class);
  }

  private static Map<Integer, String> states(JsonNode node) {
    Map<Integer, String> states = new HashMap<>();
    node.properties()
        .forEach(each -> states.put(Integer.valueOf(each.getKey()), each.getValue().asText()));
    return states;
  }

  private static String shown(Sample sample) {
    String value =
        switch (sample.value()) {
          case Value.Num(double number) -> String.valueOf(number);
          case Value.Text(String text) -> text;
        };
    return sample.point()
        + " "
        + value
        + (sample.quality() == Quality.GOOD ? "" : " " + sample.quality() + " " + sample.reason());
  }
}
