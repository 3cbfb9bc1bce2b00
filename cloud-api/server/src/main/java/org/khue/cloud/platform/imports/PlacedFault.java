package org.khue.cloud.platform.imports;

import java.util.Map;
import org.khue.web.i18n.Text;

/// A fault with its place in the file.
///
/// @param column key; empty when the whole row is meant
/// @param place the file's column from 0; -1 when the file has none for it
/// @param value what stands in the cell
record PlacedFault(String column, int place, String value, boolean blocking, Message message) {
  private static final int LETTERS = 26;

  /// The cell as a spreadsheet names it, such as `C14`; the row alone when no cell is meant.
  String cell(int row) {
    StringBuilder letters = new StringBuilder();
    for (int rest = place; rest >= 0; rest = rest / LETTERS - 1) {
      letters.insert(0, (char) ('A' + rest % LETTERS));
    }
    return letters.toString() + row;
  }

  /// What is wrong and what would be right, in the reader's words.
  String words(Part part, Text text) {
    return part.column(column)
        .map(known ->
            message.in(
                text,
                Map.of(
                    "column",
                    Labels.heading(known, text),
                    "allowed",
                    Labels.allowed(known, text),
                    "example",
                    known.example())))
        .orElseGet(() -> message.in(text, Map.of()));
  }
}
