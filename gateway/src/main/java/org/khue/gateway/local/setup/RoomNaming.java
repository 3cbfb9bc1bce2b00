package org.khue.gateway.local.setup;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Writes a room's name and kind into its file and leaves every other letter as it is, comments
/// too.
final class RoomNaming {
  private RoomNaming() {}

  /// @return the file's new text; empty if it has no room with name and kind to write over
  static Optional<String> named(String text, String vi, String en, String kind) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      Node room = value(root, "room");
      Node name = value(room, "name");
      Node oldKind = value(room, "kind");
      if (name == null || oldKind == null) {
        return Optional.empty();
      }
      String written = "{ vi: " + quoted(vi) + ", en: " + quoted(en) + " }";
      // The later place first: the earlier one stays where it is.
      return Optional.of(
          place(name) > place(oldKind)
              ? over(over(text, name, written), oldKind, kind)
              : over(over(text, oldKind, kind), name, written));
    } catch (YAMLException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Node value(@Nullable Node block, String key) {
    if (block instanceof MappingNode mapping) {
      for (NodeTuple pair : mapping.getValue()) {
        if (pair.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
          return pair.getValueNode();
        }
      }
    }
    return null;
  }

  private static int place(Node node) {
    return node.getStartMark().getIndex();
  }

  private static String over(String text, Node node, String written) {
    int from = text.offsetByCodePoints(0, place(node));
    int to = text.offsetByCodePoints(0, node.getEndMark().getIndex());
    String old = text.substring(from, to);
    // A block ends at the beginning of what follows it.
    String end = old.substring(old.stripTrailing().length());
    String broken = old.stripTrailing().contains("\n") || end.contains("\n") ? end : "";
    return text.substring(0, from) + written + broken + text.substring(to);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
