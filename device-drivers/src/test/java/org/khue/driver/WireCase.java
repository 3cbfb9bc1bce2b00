package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.khue.driver.link.Dialogue;
import org.khue.driver.link.ReplayLink;

/// One folder of `testcases/`: `wire.txt` is what went over the wire, `case.yaml` what is called
/// and what comes of it.
///
/// ```yaml
/// points: [ { id: volts, address: { query: "VOLT?" } } ]
/// commands: [ { id: set, address: { write: "VOLT {value}", low: 0, high: 5 } } ]
/// calls:
///   - probe: { maker: Khuê, model: T1, serial: "7", firmware: "1.0" }
///   - read: { volts: 1.5 }            # or { text: RUN }, { bad: overflow }, { fault: timeout }
///   - execute: set
///     args: { value: 3 }
///     ends: { receipt: done }         # or { fault: range }
///   - listen: [ { kind: card.tap, card: hash-of-04a1b2c3 } ]
///     lost: gone
/// ```
///
/// A line `=== next connection` in `wire.txt` begins what is said over the next link.
final class WireCase {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final DriverFactory factory;
  private final JsonNode script;
  private final Replays links;
  private final Driver driver;
  private final Map<String, PointSpec> points = new LinkedHashMap<>();
  private final Map<String, CommandSpec> commands = new LinkedHashMap<>();

  WireCase(DriverFactory factory, Path folder, Map<String, Object> connection) throws IOException {
    this.factory = factory;
    this.script = YAML.readTree(folder.resolve("case.yaml").toFile());
    this.links = new Replays(Files.readString(folder.resolve("wire.txt")));
    for (JsonNode point : script.path("points")) {
      String id = point.path("id").asText();
      points.put(id, Specs.point(id, address(point)));
    }
    for (JsonNode command : script.path("commands")) {
      String id = command.path("id").asText();
      commands.put(id, Specs.command(id, address(command)));
    }
    Profile profile =
        Specs.profile(factory.id(), List.copyOf(points.values()), List.copyOf(commands.values()));
    DeviceConfig config = new DeviceConfig("device-1", connection, "case.yaml:1");
    assertEquals(List.of(), this.factory.validate(config, profile));
    this.driver = factory.create(config, profile, links, RealTime.CLOCK);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> address(JsonNode node) {
    return YAML.convertValue(node.path("address"), Map.class);
  }

  void play() throws Exception {
    try {
      assertTrue(script.path("calls").size() > 0, "nothing is called");
      for (JsonNode call : script.path("calls")) {
        Duration within = Duration.ofMillis(call.path("within-millis").asInt(2_000));
        if (call.has("probe")) {
          assertEquals(plain(call.path("probe")), shown(driver.probe(RealTime.in(within))));
        } else if (call.has("read")) {
          read(call.path("read"), within);
        } else if (call.has("execute")) {
          execute(call, within);
        } else {
          listen(call);
        }
      }
    } finally {
      driver.close();
    }
    links.assertPlayed();
  }

  private void read(JsonNode expected, Duration within) {
    List<PointSpec> asked = new ArrayList<>();
    expected.fieldNames().forEachRemaining(id -> asked.add(points.get(id)));
    Map<String, Object> seen = new LinkedHashMap<>();
    driver.read(asked, RealTime.in(within)).forEach((id, outcome) -> seen.put(id, shown(outcome)));
    assertEquals(plain(expected), seen);
  }

  private void execute(JsonNode call, Duration within) throws Exception {
    CommandSpec spec =
        Objects.requireNonNull(commands.get(call.path("execute").asText()), "no such command");
    @SuppressWarnings("unchecked")
    Map<String, Object> args =
        call.has("args") ? YAML.convertValue(call.path("args"), Map.class) : Map.of();
    Outcome<Receipt> outcome =
        driver
            .execute(new CommandCall(spec, args), RealTime.in(within))
            .toCompletableFuture()
            .get();
    assertEquals(plain(call.path("ends")), shown(outcome));
  }

  /// Until the link is lost. The disk never confirms an event here: what is sent when it does would
  /// come at a time of its own.
  private void listen(JsonNode call) {
    RecordingSink sink = new RecordingSink();
    sink.journal = new CompletableFuture<>();
    driver.listen(sink);
    Awaitility.await().atMost(LIMIT).until(() -> !sink.losses.isEmpty());
    List<Object> events = new ArrayList<>();
    for (RecordingSink.Seen event : sink.events) {
      Map<String, Object> all = new LinkedHashMap<>(event.details());
      all.put("kind", event.kind());
      events.add(all);
    }
    assertEquals(plain(call.path("listen")), events);
    assertEquals(call.path("lost").asText(), sink.losses.getFirst().code());
  }

  private static Object plain(JsonNode node) {
    return YAML.convertValue(node, Object.class);
  }

  /// An outcome in the form of the case file.
  private static Object shown(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Failed<?>(Fault fault) -> Map.of("fault", fault.code());
      case Outcome.Ok<?>(Identity who) ->
          Map.of(
              "maker", who.maker(),
              "model", who.model(),
              "serial", who.serial(),
              "firmware", who.firmware());
      case Outcome.Ok<?>(Receipt receipt) -> Map.of("receipt", receipt.text());
      case Outcome.Ok<?>(Sample sample) -> shown(sample);
      case Outcome.Ok<?> other -> throw new AssertionError("unexpected " + other);
    };
  }

  private static Object shown(Sample sample) {
    if (sample.quality() != Quality.GOOD) {
      return Map.of("bad", String.valueOf(sample.reason()));
    }
    return switch (sample.value()) {
      case Value.Text(String text) -> Map.of("text", text);
      case Value.Num(double number) when number == Math.rint(number) && Math.abs(number) < 1e9 ->
          (int) number;
      case Value.Num(double number) -> number;
    };
  }

  /// Gives each new link the next part of the recording.
  private static final class Replays extends TestLinks {
    private final Deque<Dialogue> parts = new ArrayDeque<>();
    private final List<ReplayLink> played = new CopyOnWriteArrayList<>();

    Replays(String text) {
      for (String part : text.split("(?m)^=== .*$", -1)) {
        parts.add(Dialogue.parse(part));
      }
    }

    private ByteLink next(String target) {
      Dialogue part = parts.poll();
      ReplayLink link = new ReplayLink(part == null ? Dialogue.of() : part, target);
      played.add(link);
      return link;
    }

    @Override
    public ByteLink tcp(String host, int port) {
      return next("tcp://" + host + ":" + port);
    }

    @Override
    public ByteLink serial(String path, int baud) {
      return next(path);
    }

    @Override
    public String cardHash(byte[] number) {
      return "hash-of-" + HexFormat.of().formatHex(number);
    }

    void assertPlayed() {
      for (ReplayLink link : played) {
        assertEquals("", link.difference().orElse(""));
        assertTrue(link.finished(), "the recording goes on");
      }
      parts.removeIf(part -> part.turns().isEmpty());
      assertTrue(parts.isEmpty(), "a connection of the recording was not made");
    }
  }
}
