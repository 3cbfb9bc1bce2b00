package org.khue.cloud.platform.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.khue.cloud.platform.imports.file.Clean;
import org.khue.cloud.platform.imports.file.RawRow;

/// Which column of a file means which column of the list.
///
/// @param row its number in the file
/// @param columns key by the file's column, from 0
/// @param unknown headings that mean nothing here; their columns are left out
/// @param doubled headings that stand twice
record Header(int row, Map<Integer, String> columns, List<String> unknown, List<String> doubled) {
  Header {
    columns = Map.copyOf(columns);
    unknown = List.copyOf(unknown);
    doubled = List.copyOf(doubled);
  }

  /// Reads a row as the header.
  static Header of(RawRow row, Part part, Labels labels) {
    Map<Integer, String> columns = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < row.cells().size(); i++) {
      String heading = Clean.text(row.cell(i).text());
      if (heading.isEmpty() || labels.isMessageColumn(heading)) {
        continue;
      }
      Optional<Column> column =
          part.columns().stream().filter(known -> labels.isHeading(known, heading)).findFirst();
      if (column.isEmpty()) {
        unknown.add(heading);
      } else if (seen.add(column.get().key())) {
        columns.put(i, column.get().key());
      } else {
        doubled.add(heading);
      }
    }
    return new Header(row.number(), columns, unknown, doubled);
  }

  /// The required columns that the file lacks.
  List<Column> missing(Part part) {
    return part.columns().stream()
        .filter(column -> column.required() && !columns.containsValue(column.key()))
        .toList();
  }

  /// The file's column of a key, from 0.
  Optional<Integer> place(String key) {
    return columns.entrySet().stream()
        .filter(entry -> entry.getValue().equals(key))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
