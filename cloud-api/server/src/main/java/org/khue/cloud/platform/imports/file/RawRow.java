package org.khue.cloud.platform.imports.file;

import java.util.List;

/// A row as the file has it.
///
/// @param number as a spreadsheet shows it, from 1; in CSV, the number of the record
public record RawRow(int number, List<RawCell> cells) {
  public RawRow {
    cells = List.copyOf(cells);
  }

  /// The cell of a column from 0; empty where the row is shorter.
  public RawCell cell(int column) {
    return column < cells.size() ? cells.get(column) : RawCell.EMPTY;
  }

  public boolean isBlank() {
    return cells.stream().allMatch(RawCell::isBlank);
  }
}
