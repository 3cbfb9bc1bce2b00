package org.khue.gateway.discovery;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Writes what this package adds to a room file, as a person would: one line a key, blocks in
/// braces.
final class RoomText {
  private RoomText() {}

  /// An item of the list of devices, without an ending line break.
  ///
  /// @param indent spaces before the dash
  static String item(Entry entry, Map<String, Object> connection, int indent, String lineBreak) {
    String first = " ".repeat(indent) + "- ";
    String next = lineBreak + " ".repeat(indent + 2);
    StringBuilder text = new StringBuilder(first).append("id: ").append(entry.id());
    text.append(next).append("profile: ").append(entry.profile());
    if (!entry.name().isEmpty()) {
      text.append(next).append("name: ").append(names(entry.name()));
    }
    return text.append(next).append("connection: ").append(block(connection)).toString();
  }

  /// The same in one line, for a list that is written in brackets.
  static String flowItem(Entry entry, Map<String, Object> connection) {
    return "{ id: "
        + entry.id()
        + ", profile: "
        + entry.profile()
        + (entry.name().isEmpty() ? "" : ", name: " + names(entry.name()))
        + ", connection: "
        + block(connection)
        + " }";
  }

  private static String names(Map<String, String> name) {
    StringJoiner block = new StringJoiner(", ", "{ ", " }");
    for (String language : new String[] {"vi", "en"}) {
      String text = name.get(language);
      if (text != null) {
        block.add(language + ": " + quoted(text));
      }
    }
    return block.toString();
  }

  /// A block in braces; keys in alphabetical order, `host` and `port` first.
  static String block(Map<String, ?> values) {
    Map<String, Object> sorted = new TreeMap<>(values);
    StringJoiner block = new StringJoiner(", ", "{ ", " }");
    for (String first : new String[] {"host", "port"}) {
      Object value = sorted.remove(first);
      if (value != null) {
        block.add(first + ": " + value(value));
      }
    }
    sorted.forEach((key, value) -> block.add(key(key) + ": " + value(value)));
    return block.toString();
  }

  private static String key(String key) {
    return key.matches("[a-z][a-z0-9-]*") ? key : quoted(key);
  }

  private static String value(Object value) {
    return switch (value) {
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case Map<?, ?> block -> {
        Map<String, Object> inner = new TreeMap<>();
        block.forEach((key, each) -> inner.put(String.valueOf(key), each));
        yield block(inner);
      }
      default -> quoted(String.valueOf(value));
    };
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
