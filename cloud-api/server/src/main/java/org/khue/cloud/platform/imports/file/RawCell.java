package org.khue.cloud.platform.imports.file;

/// A cell as the file has it.
///
/// @param text the shown text; a date of a spreadsheet as `yyyy-MM-dd`, a number without grouping
///   and with a point; empty for an empty cell
public record RawCell(String text, Type type) {
  /// A cell without content.
  public static final RawCell EMPTY = new RawCell("", Type.TEXT);

  /// What the file says the cell is. CSV knows texts alone.
  public enum Type {
    TEXT,
    NUMBER,
    DATE,
    /// A formula that has no value, such as `#REF!`.
    ERROR
  }

  public static RawCell text(String text) {
    return text.isEmpty() ? EMPTY : new RawCell(text, Type.TEXT);
  }

  public boolean isBlank() {
    return text.isBlank();
  }
}
