package org.khue.cloud.platform.imports;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A row of a file, its cells in their canonical text. An empty cell is not there: it changes
/// nothing.
///
/// @param number as the spreadsheet shows it
public record ImportRow(int number, Map<String, String> values) {
  public ImportRow {
    values = Map.copyOf(new TreeMap<>(values));
  }

  /// The canonical text of a column's cell.
  public Optional<String> text(String column) {
    return Optional.ofNullable(values.get(column));
  }

  /// The canonical text of a cell that the list requires.
  public String required(String column) {
    return text(column)
        .orElseThrow(() -> new IllegalStateException("column '" + column + "' is not required"));
  }

  /// The date of a column of kind [Kind.Day].
  public Optional<LocalDate> date(String column) {
    return text(column).map(LocalDate::parse);
  }
}
