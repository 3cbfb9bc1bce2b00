package org.khue.gateway.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Changes a room file in one place and leaves all else byte for byte: comments, order, line
/// breaks. Whether the result is right is for the loader to say.
final class RoomEditor {
  private static final Pattern LINE = Pattern.compile(".*?(?:\\R|$)", Pattern.DOTALL);

  private final String text;
  private final List<Integer> starts = new ArrayList<>();
  private final String lineBreak;
  private final Node devices;

  private RoomEditor(String text, Node devices) {
    this.text = text;
    this.devices = devices;
    Matcher line = LINE.matcher(text);
    while (line.find() && (starts.isEmpty() || line.start() < text.length())) {
      starts.add(line.start());
    }
    lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /// Empty if the text has no list of devices.
  static Optional<RoomEditor> of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    try {
      Node root =
          new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options)
              .getSingleNode();
      Node devices = root == null ? null : value(root, "devices");
      return devices == null ? Optional.empty() : Optional.of(new RoomEditor(text, devices));
    } catch (YAMLException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Node value(Node block, String key) {
    NodeTuple entry = entry(block, key);
    return entry == null ? null : entry.getValueNode();
  }

  private static @Nullable NodeTuple entry(Node block, String key) {
    if (block instanceof MappingNode mapping) {
      for (NodeTuple each : mapping.getValue()) {
        if (each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return each;
        }
      }
    }
    return null;
  }

  /// The text with one more device at the end of the list; empty if there is no list.
  Optional<String> with(Entry entry, Map<String, Object> connection) {
    if (!(devices instanceof SequenceNode list)) {
      return Optional.empty();
    }
    if (list.getFlowStyle() == FlowStyle.FLOW) {
      return Optional.of(inBrackets(list, entry, connection));
    }
    int end = lineEnd(end(list.getValue().getLast()));
    String item = RoomText.item(entry, connection, list.getStartMark().getColumn(), lineBreak);
    boolean ended = end > 0 && isBreak(text.charAt(end - 1));
    return Optional.of(
        text.substring(0, end) + (ended ? "" : lineBreak) + item + lineBreak + text.substring(end));
  }

  private String inBrackets(SequenceNode list, Entry entry, Map<String, Object> connection) {
    int open = at(list.getStartMark());
    int close = at(list.getEndMark());
    if (list.getValue().isEmpty()) {
      int before = open;
      while (before > 0 && text.charAt(before - 1) == ' ') {
        before--;
      }
      return text.substring(0, before)
          + lineBreak
          + RoomText.item(entry, connection, 2, lineBreak)
          + text.substring(close);
    }
    int last = end(list.getValue().getLast());
    return text.substring(0, last)
        + ", "
        + RoomText.flowItem(entry, connection)
        + text.substring(last);
  }

  /// The text with another connection of that device; empty if the list has no such device.
  Optional<String> connected(String device, Map<String, Object> connection) {
    if (!(devices instanceof SequenceNode list)) {
      return Optional.empty();
    }
    for (Node item : list.getValue()) {
      NodeTuple old = entry(item, "connection");
      if (value(item, "id") instanceof ScalarNode id
          && id.getValue().equals(device)
          && old != null) {
        return Optional.of(
            text.substring(0, at(old.getKeyNode().getStartMark()))
                + "connection: "
                + RoomText.block(connection)
                + text.substring(end(old.getValueNode())));
      }
    }
    return Optional.empty();
  }

  /// Where the last word of a node ends. A block ends, to the parser, only where the next thing
  /// begins, after comments that are not its own.
  private int end(Node node) {
    return switch (node) {
      case MappingNode block
          when block.getFlowStyle() == FlowStyle.BLOCK && !block.getValue().isEmpty() ->
          end(block.getValue().getLast().getValueNode());
      case SequenceNode list
          when list.getFlowStyle() == FlowStyle.BLOCK && !list.getValue().isEmpty() ->
          end(list.getValue().getLast());
      default -> withoutBlank(at(node.getEndMark()));
    };
  }

  private int withoutBlank(int end) {
    int last = end;
    while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  /// Behind the line break of the line that holds it.
  private int lineEnd(int index) {
    for (int start : starts) {
      if (start > index) {
        return start;
      }
    }
    return text.length();
  }

  private static boolean isBreak(char sign) {
    return sign == '\n' || sign == '\r';
  }

  private int at(Mark mark) {
    int line = starts.get(Math.min(mark.getLine(), starts.size() - 1));
    int rest = text.codePointCount(line, text.length());
    return text.offsetByCodePoints(line, Math.min(mark.getColumn(), rest));
  }
}
