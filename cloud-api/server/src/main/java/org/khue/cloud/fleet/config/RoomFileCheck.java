package org.khue.cloud.fleet.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// What the cloud can tell of a room file before it is sent: that it is YAML, and by the schema a
/// room. Profiles and drivers lie on the gateway, which checks the rest before it takes it.
final class RoomFileCheck {
  /// In bytes of UTF-8, as the gateway takes it.
  static final int MOST_BYTES = 128 * 1024;

  private static final int MOST_NODES = 20_000;
  private static final int MOST_FAULTS = 50;
  private static final String ROOT = "https://schema.khue.example/";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Schema SCHEMA = schema();

  private final Map<String, Integer> lines = new HashMap<>();
  private int nodes;

  private RoomFileCheck() {}

  /// Everything that is wrong, each with its line; empty for nothing.
  static List<String> check(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return List.of("larger than " + MOST_BYTES / 1024 + " KiB");
    }
    return new RoomFileCheck().faults(text);
  }

  private List<String> faults(String text) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setNestingDepthLimit(20);
      Node top = new Yaml(options).compose(new StringReader(text));
      if (!(top instanceof MappingNode)) {
        return List.of("line 1: must be a block of `key: value` lines");
      }
      return SCHEMA.validate(json(top, "")).stream()
          .limit(MOST_FAULTS)
          .map(this::words)
          .distinct()
          .toList();
    } catch (MarkedYAMLException e) {
      return List.of(line(e.getProblemMark()) + "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      return List.of("cannot be read as YAML: " + e.getMessage());
    }
  }

  private String words(Error error) {
    String around = error.getInstanceLocation().toString();
    String below = around + "/" + error.getProperty();
    String pointer = lines.containsKey(below) ? below : around;
    String at = pointer;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return "line "
        + lines.getOrDefault(at, 1)
        + ": "
        + (pointer.isEmpty() ? "" : pointer + ": ")
        + error.getMessage();
  }

  private JsonNode json(Node node, String pointer) {
    if (++nodes > MOST_NODES) {
      throw new YAMLException("more than " + MOST_NODES + " values, aliases counted");
    }
    lines.putIfAbsent(pointer, node.getStartMark().getLine() + 1);
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode block = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
          String key = entry.getKeyNode() instanceof ScalarNode word ? word.getValue() : "?";
          if (block.has(key)) {
            throw new YAMLException(
                line(entry.getKeyNode().getStartMark()) + "the key '" + key + "' stands twice");
          }
          String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
          lines.put(below, entry.getKeyNode().getStartMark().getLine() + 1);
          block.set(key, json(entry.getValueNode(), below));
        }
        yield block;
      }
      case SequenceNode sequence -> {
        ArrayNode list = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
          list.add(json(item, pointer + "/" + list.size()));
        }
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new YAMLException("there is a value that is none");
    };
  }

  /// By the core schema of YAML 1.2, as the gateway reads it.
  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain() || scalar.getTag().equals(Tag.STR)) {
      return JSON.textNode(text);
    }
    if (text.matches("|~|null|Null|NULL")) {
      return JSON.nullNode();
    }
    if (text.matches("true|True|TRUE|false|False|FALSE")) {
      return JSON.booleanNode(text.equalsIgnoreCase("true"));
    }
    if (text.matches("[-+]?[0-9]{1,15}")) {
      return JSON.numberNode(Long.parseLong(text));
    }
    if (text.matches("[-+]?(\\.[0-9]{1,20}|[0-9]{1,20}(\\.[0-9]{0,20})?)([eE][-+]?[0-9]{1,3})?")) {
      return JSON.numberNode(Double.parseDouble(text));
    }
    return JSON.textNode(text);
  }

  private static String line(@Nullable Mark mark) {
    return mark == null ? "" : "line " + (mark.getLine() + 1) + ": ";
  }

  private static Schema schema() {
    Map<String, String> texts = new HashMap<>();
    for (String name : List.of("profile", "room")) {
      texts.put(ROOT + name + ".schema.json", resource(name + ".schema.json"));
    }
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(texts).schemaRegistryConfig(config))
        .getSchema(SchemaLocation.of(ROOT + "room.schema.json"));
  }

  private static String resource(String name) {
    try (@Nullable InputStream in = RoomFileCheck.class.getResourceAsStream("schema/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing: the build packs it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
