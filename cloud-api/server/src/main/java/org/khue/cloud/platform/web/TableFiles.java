package org.khue.cloud.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Csv;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// Rows of a list as files for spreadsheets. Words are never formulas there.
final class TableFiles {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int SHEET_NAME = 31;

  private TableFiles() {}

  static <R> byte[] csv(Text text, List<Column<R>> columns, List<R> rows) {
    Csv csv = new Csv().row(columns.stream().map(Column::label).toList());
    for (R row : rows) {
      csv.row(columns.stream().map(column -> plain(text, column.value().apply(row))).toList());
    }
    return csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String plain(Text text, Value value) {
    return switch (value) {
      case Value.None none -> "";
      case Value.Words words -> words.text();
      case Value.Amount amount -> amount.number().toPlainString();
      case Value.Day day -> day.date().toString();
      case Value.Moment moment -> MOMENT.format(moment.at().atZone(text.zone()));
      case Value.Status status -> status.word();
      case Value.Link link -> link.word();
      case Value.Person person -> person.name();
    };
  }

  static <R> byte[] xlsx(Text text, TableSpec<R> spec, List<Column<R>> columns, List<R> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Khue", "1.0")) {
      Worksheet sheet = book.newWorksheet(sheetName(spec.caption()));
      for (int c = 0; c < columns.size(); c++) {
        sheet.value(0, c, columns.get(c).label());
        sheet.style(0, c).bold().fillColor("E9EFF9").set();
        sheet.width(c, width(columns.get(c)));
      }
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < columns.size(); c++) {
          write(text, sheet, r + 1, c, columns.get(c).value().apply(rows.get(r)));
        }
      }
      sheet.freezePane(0, 1);
      sheet.setAutoFilter(0, 0, rows.size(), columns.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a spreadsheet to memory", e);
    }
    return out.toByteArray();
  }

  private static void write(Text text, Worksheet sheet, int row, int column, Value value) {
    switch (value) {
      case Value.Amount amount -> sheet.value(row, column, amount.number());
      case Value.Day day -> {
        sheet.value(row, column, day.date());
        sheet.style(row, column).format("dd/mm/yyyy").set();
      }
      case Value.Moment moment -> {
        LocalDateTime local = ZonedDateTime.ofInstant(moment.at(), text.zone()).toLocalDateTime();
        sheet.value(row, column, local);
        sheet.style(row, column).format("dd/mm/yyyy hh:mm").set();
      }
      case Value.None none -> {}
      case Value.Words words -> sheet.value(row, column, words.text());
      case Value.Status status -> sheet.value(row, column, status.word());
      case Value.Link link -> sheet.value(row, column, link.word());
      case Value.Person person -> sheet.value(row, column, person.name());
    }
  }

  private static int width(Column<?> column) {
    return switch (column.kind()) {
      case TEXT, LINK, PERSON -> 28;
      case STATUS, MOMENT -> 18;
      case NUMBER, DATE -> 12;
    };
  }

  /// Spreadsheets refuse some signs in the name of a sheet, and long names.
  private static String sheetName(String caption) {
    String name = caption.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
    return name.length() > SHEET_NAME ? name.substring(0, SHEET_NAME).strip() : name;
  }
}
