package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A driver's schemas, `validate`, sample and README say the same, and what they say helps.
public abstract class AbstractConfigurationContract {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /// A wrong configuration.
  ///
  /// @param block `connection`, `point` or `command`: what of the sample is replaced
  /// @param yaml what stands there instead; of a point or command the address
  /// @param path where the problem must be
  /// @param says part of its message
  public record Wrong(String block, String yaml, String path, String says) {}

  protected abstract DriverFactory factory();

  protected abstract List<Wrong> wrongs();

  /// The period of a point on this wire; zero where a device speaks by itself.
  protected Duration poll() {
    return Duration.ofSeconds(1);
  }

  /// Whether the other kind of period is wrong with the sample's connection.
  protected boolean eitherAskedOrHeard() {
    return true;
  }

  private PointSpec point(String id, JsonNode address) {
    return withPoll(Specs.point(id, map(address)), poll());
  }

  private static PointSpec withPoll(PointSpec point, Duration poll) {
    return new PointSpec(
        point.id(),
        point.name(),
        point.address(),
        1,
        0,
        "1",
        poll,
        point.report(),
        null,
        null,
        Map.of());
  }

  private JsonNode sample() throws JsonProcessingException {
    return YAML.readTree(Resources.text(factory().getClass(), "sample.yaml"));
  }

  private static List<String> schemaErrors(String schema, JsonNode block)
      throws JsonProcessingException {
    JsonNode document = new ObjectMapper().readTree(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(document)
        .validate(block)
        .stream()
        .map(Object::toString)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode node) {
    return YAML.convertValue(node, Map.class);
  }

  private List<PointSpec> points(JsonNode profile) {
    List<PointSpec> points = new ArrayList<>();
    profile
        .path("points")
        .forEach(point -> points.add(point(point.path("id").asText(), point.path("address"))));
    return points;
  }

  private static List<CommandSpec> commands(JsonNode profile) {
    List<CommandSpec> commands = new ArrayList<>();
    profile
        .path("commands")
        .forEach(command ->
            commands.add(Specs.command(command.path("id").asText(), map(command.path("address")))));
    return commands;
  }

  private List<Problem> problems(
      JsonNode connection, List<PointSpec> points, List<CommandSpec> commands) {
    return factory()
        .validate(
            new DeviceConfig("device-1", map(connection), "sample.yaml:1"),
            Specs.profile(factory().id(), points, commands));
  }

  @Test
  void theSampleIsRight() throws Exception {
    JsonNode device = sample().path("device");
    JsonNode profile = sample().path("profile");
    assertEquals(factory().id(), profile.path("driver").asText());
    assertEquals(device.path("profile"), profile.path("profile"));
    assertEquals(List.of(), schemaErrors(factory().connectionSchema(), device.path("connection")));
    for (JsonNode point : profile.path("points")) {
      assertEquals(List.of(), schemaErrors(factory().addressSchema(), point.path("address")));
    }
    assertEquals(
        List.of(), problems(device.path("connection"), points(profile), commands(profile)));
  }

  @Test
  void unknownKeysAreRefusedByTheSchemasAndByTheDriver() throws Exception {
    JsonNode connection = sample().path("device").path("connection");
    ObjectNode more = connection.deepCopy();
    more.put("nonsense", 1);
    assertFalse(schemaErrors(factory().connectionSchema(), more).isEmpty());
    assertFalse(problems(more, List.of(), List.of()).isEmpty());
    for (JsonNode point : sample().path("profile").path("points")) {
      ObjectNode address = point.path("address").deepCopy();
      address.put("nonsense", 1);
      assertFalse(schemaErrors(factory().addressSchema(), address).isEmpty());
      assertFalse(problems(connection, List.of(point("p", address)), List.of()).isEmpty());
    }
  }

  @Test
  void theReadmeExplainsEveryKey() throws Exception {
    String readme = Resources.text(factory().getClass(), "README.md");
    assertTrue(readme.contains("## Limits"), "no limits are told");
    for (String schema : List.of(factory().connectionSchema(), factory().addressSchema())) {
      new ObjectMapper()
          .readTree(schema)
          .path("properties")
          .fieldNames()
          .forEachRemaining(
              key -> assertTrue(readme.contains("`" + key), "the README misses " + key));
    }
  }

  @Test
  void aPointThatIsAskedNeedsAPeriodAndOneThatSpeaksHasNone() throws Exception {
    assumeTrue(eitherAskedOrHeard(), "this wire has both");
    JsonNode connection = sample().path("device").path("connection");
    PointSpec point = points(sample().path("profile")).getFirst();
    PointSpec other = withPoll(point, poll().isZero() ? Duration.ofSeconds(1) : Duration.ZERO);
    assertEquals(
        List.of("/points/0/poll"),
        problems(connection, List.of(other), List.of()).stream().map(Problem::path).toList());
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongIsToldWhereAndHow() throws Exception {
    JsonNode connection = sample().path("device").path("connection");
    return wrongs().stream()
        .map(wrong ->
            DynamicTest.dynamicTest(
                wrong.block() + " " + wrong.yaml(), () -> assertTold(wrong, connection)));
  }

  private void assertTold(Wrong wrong, JsonNode connection) throws JsonProcessingException {
    JsonNode block = YAML.readTree(wrong.yaml());
    Map<String, Object> address = new HashMap<>(map(block));
    List<Problem> problems =
        switch (wrong.block()) {
          case "connection" -> problems(block, List.of(), List.of());
          case "point" -> problems(connection, List.of(point("p", block)), List.of());
          case "command" -> problems(connection, List.of(), List.of(Specs.command("c", address)));
          default -> throw new IllegalArgumentException(wrong.block());
        };
    assertTrue(
        problems.stream()
            .anyMatch(p -> p.path().equals(wrong.path()) && p.message().contains(wrong.says())),
        () -> "told was " + problems);
  }
}
