package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Optional;

/// One table of an importable list.
///
/// @param name of the file in a ZIP, such as `users.csv`; empty for a list of a single table
/// @param columns in the template's order
public record Part(String name, List<Column> columns, Target target) {
  public Part {
    columns = List.copyOf(columns);
  }

  public Optional<Column> column(String key) {
    return columns.stream().filter(column -> column.key().equals(key)).findFirst();
  }
}
