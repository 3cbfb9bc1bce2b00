package org.khue.cloud.platform.imports;

import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.platform.imports.file.RawRow;
import org.khue.cloud.platform.imports.file.SourceTable;
import org.khue.cloud.platform.imports.file.UnreadableException;

/// Finds the header among the first rows of a file: schools put their name and a title above it.
/// The row that means the most columns is taken.
final class HeaderSearch {
  private static final int LOOKED_AT = 20;

  /// The header and the rows below it that were read while looking for it.
  record Found(Header header, List<RawRow> above, List<RawRow> below) {}

  private HeaderSearch() {}

  /// @throws UnreadableException if there is none, or required columns are missing, or a heading
  ///   stands twice
  static Found search(SourceTable table, Part part, Labels labels) {
    List<RawRow> rows = new ArrayList<>();
    Header best = null;
    int at = -1;
    for (int i = 0; i < LOOKED_AT && table.hasNext(); i++) {
      RawRow row = table.next();
      rows.add(row);
      Header header = Header.of(row, part, labels);
      if (!header.columns().isEmpty()
          && (best == null || header.columns().size() > best.columns().size())) {
        best = header;
        at = i;
      }
    }
    if (best == null) {
      throw new UnreadableException(Message.of("import.file-no-header", "part", part.name()));
    }
    if (!best.doubled().isEmpty()) {
      throw new UnreadableException(
          Message.of("import.header-doubled", "headings", String.join(", ", best.doubled())));
    }
    List<Column> missing = best.missing(part);
    if (!missing.isEmpty()) {
      throw new UnreadableException(
          Message.of(
              "import.header-missing",
              "columns",
              String.join(",", missing.stream().map(Column::key).toList()),
              "part",
              part.name()));
    }
    return new Found(best, rows.subList(0, at), rows.subList(at + 1, rows.size()));
  }
}
