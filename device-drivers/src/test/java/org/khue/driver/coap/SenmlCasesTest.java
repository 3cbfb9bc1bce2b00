package org.khue.driver.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.khue.driver.Outcome;
import org.khue.driver.Quality;
import org.khue.driver.Sample;
import org.khue.driver.TimeSource;
import org.khue.driver.Value;

/// Each file of `testcases/`: a pack, in JSON or CBOR (hex), points, and what each of them gets.
///
/// ```yaml
/// json: '[{"n":"temperature","u":"Cel","v":23.1}]'      # or cbor: "81a3…"
/// points:
///   - { record: temperature, unit: Cel, gives: "23.1" }   # "… UNCERTAIN old", "NaN BAD unit",
///                                                         # "fault refused"; "… 5 s ago"
/// malformed: true                                         # the whole pack is refused
/// ```
class SenmlCasesTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final long NOW = 1_800_000_000_000_000L;

  private static final TimeSource STOPPED =
      new TimeSource() {
        @Override
        public long wallMicros() {
          return NOW;
        }

        @Override
        public long monotonicMicros() {
          return 100_000_000_000L;
        }
      };

  static Stream<Path> cases() throws Exception {
    Path folder =
        Path.of(
                Objects.requireNonNull(SenmlCasesTest.class.getResource("testcases/climate.yaml"))
                    .toURI())
            .getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void packsBecomeSamples(Path file) throws Exception {
    JsonNode script = YAML.readTree(file.toFile());
    List<String> expected = new ArrayList<>();
    script.path("points").forEach(point -> expected.add(point.path("gives").asText()));
    assertFalse(expected.isEmpty() && !script.path("malformed").asBoolean(), "expects nothing");
    List<String> seen = new ArrayList<>();
    boolean malformed = false;
    try {
      SenmlPack pack = pack(script);
      for (JsonNode point : script.path("points")) {
        seen.add(shown(point(point).read(pack, STOPPED)));
      }
    } catch (SenmlException e) {
      malformed = true;
    }
    assertEquals(script.path("malformed").asBoolean(), malformed);
    assertEquals(malformed ? List.of() : expected, seen);
  }

  private static SenmlPack pack(JsonNode script) throws SenmlException {
    return script.has("cbor")
        ? SenmlPack.cbor(HexFormat.of().parseHex(script.path("cbor").asText().replace(" ", "")))
        : SenmlPack.json(
            script
                .path("json")
                .asText()
                .repeat(script.path("times").asInt(1))
                .getBytes(StandardCharsets.UTF_8));
  }

  private static CoapPoint point(JsonNode node) {
    String record = node.path("record").asText();
    Map<Integer, String> states = new HashMap<>();
    node.path("states")
        .properties()
        .forEach(each -> states.put(Integer.valueOf(each.getKey()), each.getValue().asText()));
    return CoapPoint.of(
        Points.point(
            "point",
            Map.of("record", record),
            node.path("unit").asText("1"),
            Duration.ZERO,
            states),
        "/senml");
  }

  private static String shown(Outcome<Sample> outcome) {
    return switch (outcome) {
      case Outcome.Failed<Sample> failed -> "fault " + failed.fault().code();
      case Outcome.Ok<Sample>(Sample sample) -> shown(sample);
    };
  }

  private static String shown(Sample sample) {
    String value =
        switch (sample.value()) {
          case Value.Num(double number) -> String.valueOf(number);
          case Value.Text(String text) -> text;
        };
    long ago = (NOW - sample.wallMicros()) / 1_000_000;
    return value
        + (sample.quality() == Quality.GOOD ? "" : " " + sample.quality() + " " + sample.reason())
        + (ago == 0 ? "" : " " + ago + " s ago");
  }
}
