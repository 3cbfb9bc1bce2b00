package org.khue.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Quality;
import org.khue.driver.RealTime;
import org.khue.driver.Sample;
import org.khue.driver.TestLinks;
import org.khue.driver.Value;

/// Each file of `testcases/`: points, the requests that they lead to with the device's answers, and
/// what comes of them.
///
/// ```yaml
/// points:
///   - { id: power, address: { table: input, register: 12, type: float32 }, gives: 61.25 }
///   - { id: gone, address: { table: input, register: 90, type: uint16 }, fault: refused }
///   - { id: odd, address: …, bad: not-a-number }
/// wire:                                   # without the header; in this order
///   - { asked: 04 000c 0002, answered: 04 04 42750000 }
/// ```
class ModbusCasesTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Stream<Path> cases() throws Exception {
    Path folder =
        Path.of(ModbusCasesTest.class.getResource("testcases/sdm120.yaml").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void registersBecomeSamples(Path file) throws Exception {
    JsonNode script = YAML.readTree(file.toFile());
    List<String> asked = new CopyOnWriteArrayList<>();
    List<PointSpec> points = points(script);
    try (ScriptedPeer peer =
            new ScriptedPeer(request -> {
              asked.add(HexFormat.of().formatHex(request.pdu()));
              return request.with(
                  bytes(script.path("wire").path(asked.size() - 1).path("answered")));
            });
        Driver driver = driver(peer, points)) {
      Map<String, Object> seen = new LinkedHashMap<>();
      Map<String, Outcome<Sample>> read = driver.read(points, RealTime.inMillis(5_000));
      points.forEach(
          point -> seen.put(point.id(), shown(Objects.requireNonNull(read.get(point.id())))));
      assertEquals(expected(script), seen);
      List<String> planned = new ArrayList<>();
      script
          .path("wire")
          .forEach(step -> planned.add(HexFormat.of().formatHex(bytes(step.path("asked")))));
      assertEquals(planned, asked);
    }
  }

  private static Driver driver(ScriptedPeer peer, List<PointSpec> points) {
    return new ModbusFactory()
        .create(
            new DeviceConfig("meter", peer.connection(1, 1_000), "case:1"),
            Meters.profile(points, List.of()),
            new TestLinks(),
            RealTime.CLOCK);
  }

  @SuppressWarnings("unchecked")
  private static List<PointSpec> points(JsonNode script) {
    List<PointSpec> points = new ArrayList<>();
    for (JsonNode point : script.path("points")) {
      points.add(
          Meters.point(
              point.path("id").asText(), YAML.convertValue(point.path("address"), Map.class)));
    }
    assertTrue(!points.isEmpty(), "no points");
    return points;
  }

  private static Map<String, Object> expected(JsonNode script) {
    Map<String, Object> expected = new LinkedHashMap<>();
    for (JsonNode point : script.path("points")) {
      String id = point.path("id").asText();
      if (point.has("gives")) {
        expected.put(id, point.path("gives").asDouble());
      } else if (point.has("bad")) {
        expected.put(id, "bad " + point.path("bad").asText());
      } else {
        expected.put(id, "fault " + point.path("fault").asText());
      }
    }
    return expected;
  }

  private static Object shown(Outcome<Sample> outcome) {
    return switch (outcome) {
      case Outcome.Failed<Sample> failed -> "fault " + failed.fault().code();
      case Outcome.Ok<Sample>(Sample sample) ->
          sample.quality() == Quality.GOOD
              ? ((Value.Num) sample.value()).value()
              : "bad " + sample.reason();
    };
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText().replace(" ", ""));
  }
}
