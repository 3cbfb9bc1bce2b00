package org.khue.cloud.platform.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.imports.file.RawCell;
import org.khue.cloud.platform.imports.file.RawRow;
import org.khue.cloud.platform.imports.file.SourceTable;
import org.khue.cloud.platform.imports.file.TableFile;
import org.khue.web.i18n.Text;
import org.khue.web.table.Csv;

/// The file as it was sent, with one column more that says what is wrong in each row; in a
/// spreadsheet the cells in question are coloured too. Corrected, it can be sent again as it is.
final class AnnotatedFile {
  private static final String WRONG_FILL = "FBD5D0";
  private static final String WARNED_FILL = "FAEED6";
  private static final int FLUSHED = 500;

  private final Part part;
  private final Text text;
  private final Labels labels;

  AnnotatedFile(Part part, Text text, Labels labels) {
    this.part = part;
    this.text = text;
    this.labels = labels;
  }

  /// @param faults by number of the row
  void write(
      byte[] content, FileKind kind, Map<Integer, List<PlacedFault>> faults, OutputStream out)
      throws IOException {
    HeaderSearch.Found found;
    try (SourceTable table = TableFile.open(content, kind).table()) {
      found = HeaderSearch.search(table, part, labels);
    }
    try (SourceTable table = TableFile.open(content, kind).table()) {
      if (kind == FileKind.XLSX) {
        xlsx(table, found.header().row(), faults, out);
      } else {
        csv(table, found.header().row(), faults, out);
      }
    }
  }

  private void csv(
      SourceTable table, int header, Map<Integer, List<PlacedFault>> faults, OutputStream out)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    boolean first = true;
    int ours = -1;
    while (table.hasNext()) {
      RawRow row = table.next();
      if (row.number() == header) {
        ours = ours(row);
      }
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        if (i != ours) {
          cells.add(row.cell(i).text());
        }
      }
      cells.add(remark(row, header, faults));
      String line = new Csv().row(cells).toString();
      writer.write(first ? line : line.substring(1)); // one byte order mark a file
      first = false;
    }
    writer.flush();
  }

  private void xlsx(
      SourceTable table, int header, Map<Integer, List<PlacedFault>> faults, OutputStream out)
      throws IOException {
    try (Workbook workbook = new Workbook(out, "Khue", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(text.t("import.sheet-data"));
      int ours = -1;
      int last = 0;
      while (table.hasNext()) {
        RawRow row = table.next();
        if (row.number() == header) {
          ours = ours(row);
          last = ours >= 0 ? ours : row.cells().size();
        }
        int at = row.number() - 1;
        for (int i = 0; i < row.cells().size(); i++) {
          if (i != ours && !row.cell(i).text().isEmpty()) {
            sheet.inlineString(at, i, shown(row.cell(i)));
          }
        }
        mark(sheet, row, faults.getOrDefault(row.number(), List.of()));
        String remark = remark(row, header, faults);
        if (!remark.isEmpty()) {
          sheet.inlineString(at, Math.max(last, row.cells().size()), remark);
        }
        if (row.number() == header) {
          sheet.range(at, 0, at, last).style().bold().set();
        }
        if (row.number() % FLUSHED == 0) {
          sheet.flush();
        }
      }
    }
  }

  private static void mark(Worksheet sheet, RawRow row, List<PlacedFault> faults) {
    for (PlacedFault fault : faults) {
      if (fault.place() >= 0) {
        String fill = fault.blocking() ? WRONG_FILL : WARNED_FILL;
        sheet.style(row.number() - 1, fault.place()).fillColor(fill).format("@").set();
      }
    }
  }

  /// Dates as people write them here, so that they can be corrected by hand.
  private static String shown(RawCell cell) {
    if (cell.type() != RawCell.Type.DATE) {
      return cell.text();
    }
    String[] parts = cell.text().split("-", 3);
    return parts[2] + "/" + parts[1] + "/" + parts[0];
  }

  /// The column of an earlier round's messages; -1 when there is none.
  private int ours(RawRow header) {
    for (int i = 0; i < header.cells().size(); i++) {
      if (labels.isMessageColumn(header.cell(i).text())) {
        return i;
      }
    }
    return -1;
  }

  private String remark(RawRow row, int header, Map<Integer, List<PlacedFault>> faults) {
    if (row.number() == header) {
      return text.t(Labels.MESSAGE_COLUMN);
    }
    return String.join(
        " · ",
        faults.getOrDefault(row.number(), List.of()).stream()
            .map(fault -> label(fault) + fault.words(part, text))
            .toList());
  }

  private String label(PlacedFault fault) {
    return part.column(fault.column())
        .map(column -> Labels.heading(column, text) + ": ")
        .orElse("");
  }
}
