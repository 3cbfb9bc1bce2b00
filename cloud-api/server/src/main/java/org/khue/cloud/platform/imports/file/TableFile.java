package org.khue.cloud.platform.imports.file;

/// Opens whatever file holds a table.
public final class TableFile {
  private TableFile() {}

  /// A table to read.
  ///
  /// @param guessed whether its encoding was guessed
  public record Opened(SourceTable table, boolean guessed) {}

  /// @param kind [FileKind#XLSX] or [FileKind#CSV]
  /// @throws UnreadableException if the file is damaged or in no known encoding
  public static Opened open(byte[] content, FileKind kind) {
    if (kind == FileKind.XLSX) {
      return new Opened(XlsxTable.of(content), false);
    }
    Encodings.Decoded decoded = Encodings.decode(content);
    return new Opened(CsvTable.of(decoded.text()), decoded.guessed());
  }
}
