package org.khue.cloud.exchange.oneroster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lines of one table of a roster.
final class Sheet {
  private final RosterFile file;
  private final List<String> columns;
  private final List<Line> lines = new ArrayList<>();

  /// @param extensions columns of our own, each beginning with `metadata.khue.`
  Sheet(RosterFile file, String... extensions) {
    this.file = file;
    this.columns = Stream.concat(file.columns().stream(), Stream.of(extensions)).toList();
  }

  RosterFile file() {
    return file;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  int size() {
    return lines.size();
  }

  /// Headings in their order.
  List<String> columns() {
    return columns;
  }

  /// All lines, each with a text for every column.
  List<List<String>> rows() {
    return lines.stream()
        .map(line -> columns.stream().map(name -> line.values.getOrDefault(name, "")).toList())
        .toList();
  }

  /// Adds a line.
  Line line(Object sourcedId) {
    Line line = new Line();
    lines.add(line.put("sourcedId", sourcedId));
    return line;
  }

  /// A line that is being filled.
  final class Line {
    private final Map<String, String> values = new HashMap<>();

    /// @param value nothing is left out as an empty text
    Line put(String column, @Nullable Object value) {
      if (!columns.contains(column)) {
        throw new IllegalArgumentException(file.fileName() + " has no column " + column);
      }
      if (value != null) {
        values.put(column, value.toString());
      }
      return this;
    }

    /// A list of texts, of which none may hold a comma.
    Line list(String column, List<?> items) {
      return put(column, String.join(",", items.stream().map(Object::toString).toList()));
    }
  }
}
