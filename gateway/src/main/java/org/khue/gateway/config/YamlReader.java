package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// Reads one YAML file by the core schema of YAML 1.2 (`on` and `no` are words, not booleans) and
/// remembers on which line each key stands. Text is normalised to NFC. Size, depth and the growth
/// by aliases are bounded.
final class YamlReader {
  static final int MAX_BYTES = 512 * 1024;
  static final int MAX_DEPTH = 20;
  static final int MAX_NODES = 50_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String file;
  private final Problems problems;
  private final Map<String, Integer> lines = new HashMap<>();
  private int nodes;

  private YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// The file's content; null if it cannot be used at all, and then `problems` says why.
  static @Nullable YamlFile read(Path path, Problems problems) {
    YamlReader reader = new YamlReader(path.toString(), problems);
    String text = reader.text(path);
    return text == null ? null : reader.parse(text);
  }

  private @Nullable String text(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        fail(
            0, "larger than " + MAX_BYTES / 1024 + " KiB: split it or take out what is not needed");
        return null;
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      fail(0, "no such file");
    } catch (CharacterCodingException e) {
      fail(0, "not UTF-8: save it with the encoding UTF-8");
    } catch (IOException e) {
      fail(0, "cannot be read: " + e.getMessage());
    }
    return null;
  }

  private @Nullable YamlFile parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    Composer composer =
        new Composer(new ParserImpl(new StreamReader(text), options), new CoreResolver(), options);
    try {
      org.yaml.snakeyaml.nodes.Node top = composer.getSingleNode();
      if (top == null) {
        fail(0, "the file is empty");
        return null;
      }
      int before = problems.count();
      JsonNode root = json(top, "", 0);
      if (problems.count() > before) {
        return null;
      }
      if (!root.isObject()) {
        fail(line(top.getStartMark()), "must be a block of `key: value` lines");
        return null;
      }
      return new YamlFile(file, root, lines);
    } catch (MarkedYAMLException e) {
      String context = e.getContext() == null ? "" : ", " + e.getContext();
      fail(line(e.getProblemMark()), "not YAML: " + e.getProblem() + context);
    } catch (YAMLException e) {
      fail(0, "cannot be read as YAML: " + e.getMessage());
    }
    return null;
  }

  private JsonNode json(org.yaml.snakeyaml.nodes.Node node, String pointer, int depth) {
    nodes++;
    lines.putIfAbsent(pointer, line(node.getStartMark()));
    if (depth > MAX_DEPTH) {
      fail(line(node.getStartMark()), "nested deeper than " + MAX_DEPTH + " levels");
      return JSON.nullNode();
    }
    if (nodes > MAX_NODES) {
      if (nodes == MAX_NODES + 1) {
        fail(0, "more than " + MAX_NODES + " values, aliases counted: write it out plainly");
      }
      return JSON.nullNode();
    }
    return switch (node) {
      case MappingNode mapping -> block(mapping, pointer, depth);
      case SequenceNode sequence -> {
        ArrayNode list = JSON.arrayNode();
        for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
          list.add(json(item, pointer + "/" + list.size(), depth + 1));
        }
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalStateException("no such YAML node: " + node.getNodeId());
    };
  }

  private ObjectNode block(MappingNode mapping, String pointer, int depth) {
    ObjectNode block = JSON.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      int line = line(entry.getKeyNode().getStartMark());
      if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
        fail(line, "a key must be a word, not a block or list");
        continue;
      }
      String key = nfc(keyNode.getValue());
      String child = Node.below(pointer, key);
      if (block.has(key)) {
        problems.add(
            new ConfigProblem(
                file,
                line,
                child,
                "the key '"
                    + key
                    + "' stands twice, first on line "
                    + lines.get(child)
                    + ": keep one"));
        continue;
      }
      lines.put(child, line);
      block.set(key, json(entry.getValueNode(), child, depth + 1));
    }
    return block;
  }

  private JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    CoreResolver.Type type = CoreResolver.type(scalar.getTag());
    if (type == null) {
      fail(
          line(scalar.getStartMark()),
          "the tag " + scalar.getTag().getValue() + " is not allowed: write the value alone");
      return JSON.nullNode();
    }
    return switch (type) {
      case EMPTY -> JSON.nullNode();
      case BOOLEAN -> JSON.booleanNode(text.equalsIgnoreCase("true"));
      case WHOLE, NUMBER -> CoreResolver.number(text, JSON);
      case TEXT -> JSON.textNode(nfc(text));
    };
  }

  private void fail(int line, String message) {
    problems.add(new ConfigProblem(file, line, "", message));
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
