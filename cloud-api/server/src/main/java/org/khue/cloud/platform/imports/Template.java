package org.khue.cloud.platform.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.khue.web.i18n.Text;
import org.khue.web.table.Csv;

/// The empty file that people fill in: headings, one example, and for a spreadsheet a second sheet
/// that says what each column takes.
final class Template {
  private static final int ROWS_AS_TEXT = 2_000;
  private static final String REQUIRED = " *";
  private static final String HEADING_FILL = "E9EFF9";

  private Template() {}

  static String csv(Part part, Text text) {
    return new Csv()
        .row(part.columns().stream().map(column -> heading(column, text)).toList())
        .row(part.columns().stream().map(Column::example).toList())
        .toString();
  }

  /// A bundle whose tables hold one example line each.
  static byte[] zip(ImportList list) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      Map<String, String> files = new TreeMap<>(list.rule().templates());
      for (Part part : list.parts()) {
        List<Column> columns = part.columns();
        files.put(
            part.name(),
            line(columns.stream().map(Column::key).toList())
                + line(columns.stream().map(Column::example).toList()));
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing a template", e);
    }
    return out.toByteArray();
  }

  private static String line(List<String> cells) {
    return String.join(
            ",",
            cells.stream().map(cell -> cell.indexOf(',') < 0 ? cell : '"' + cell + '"').toList())
        + "\r\n";
  }

  static byte[] xlsx(Part part, Text text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "Khue", "1.0")) {
      sheet(workbook.newWorksheet(text.t("import.sheet-data")), part, text);
      notes(workbook.newWorksheet(text.t("import.sheet-notes")), part, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a template", e);
    }
    return out.toByteArray();
  }

  /// All cells are of the format "text": a spreadsheet then keeps leading zeros and leaves dates as
  /// they are typed.
  private static void sheet(Worksheet sheet, Part part, Text text) {
    List<Column> columns = part.columns();
    for (int i = 0; i < columns.size(); i++) {
      sheet.value(0, i, heading(columns.get(i), text));
      sheet.value(1, i, columns.get(i).example());
      sheet.width(i, Math.clamp(heading(columns.get(i), text).length() + 4L, 12, 40));
    }
    sheet.range(1, 0, ROWS_AS_TEXT, columns.size() - 1).style().format("@").set();
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().fillColor(HEADING_FILL).set();
    sheet.range(1, 0, 1, columns.size() - 1).style().italic().format("@").set();
    sheet.freezePane(0, 1);
  }

  private static void notes(Worksheet sheet, Part part, Text text) {
    List<String> headings =
        List.of(
            text.t("import.notes-column"),
            text.t("import.notes-required"),
            text.t("import.notes-takes"),
            text.t("import.notes-example"));
    for (int i = 0; i < headings.size(); i++) {
      sheet.value(0, i, headings.get(i));
    }
    sheet.range(0, 0, 0, headings.size() - 1).style().bold().fillColor(HEADING_FILL).set();
    int row = 1;
    for (Column column : part.columns()) {
      sheet.value(row, 0, Labels.heading(column, text));
      sheet.value(row, 1, column.required() ? text.t("import.notes-yes") : "");
      sheet.value(row, 2, takes(column, text));
      sheet.value(row, 3, column.example());
      sheet.style(row, 2).wrapText(true).set();
      row++;
    }
    sheet.value(row + 1, 0, text.t("import.notes-example-row"));
    sheet.value(row + 2, 0, text.t("import.notes-empty"));
    sheet.width(0, 28);
    sheet.width(1, 12);
    sheet.width(2, 60);
    sheet.width(3, 24);
  }

  static String heading(Column column, Text text) {
    return Labels.heading(column, text) + (column.required() ? REQUIRED : "");
  }

  /// What a column takes, in words.
  static String takes(Column column, Text text) {
    return switch (column.kind()) {
      case Kind.Words words -> text.t("import.takes-words", "longest", words.longest());
      case Kind.Day ignored -> text.t("import.takes-day");
      case Kind.Decimal decimal ->
          text.t(
              "import.takes-number",
              "least",
              decimal.least().toPlainString(),
              "most",
              decimal.most().toPlainString());
      case Kind.Choice ignored ->
          text.t("import.takes-choice", "allowed", Labels.allowed(column, text));
      case Kind.Identifier identifier ->
          identifier.digits() > 0
              ? text.t("import.takes-digits", "digits", identifier.digits())
              : text.t("import.takes-code");
      case Kind.Reference ignored -> text.t("import.takes-reference");
    };
  }
}
