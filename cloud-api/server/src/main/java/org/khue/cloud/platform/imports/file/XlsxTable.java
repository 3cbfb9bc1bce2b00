package org.khue.cloud.platform.imports.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.imports.Message;

/// The first visible sheet of an XLSX file. Formulas count with the value that the spreadsheet has
/// stored; nothing is computed, nothing outside the file is followed.
public final class XlsxTable implements SourceTable {
  /// A cell's number format decides whether its number is a date; the text in quotes and the
  /// colours and conditions in brackets are no part of it.
  private static final String NOT_FORMAT = "\"[^\"]*\"|\\[[^]]*]|\\\\.";

  private final ReadableWorkbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;

  private XlsxTable(ReadableWorkbook workbook, Sheet sheet) throws IOException {
    this.workbook = workbook;
    stream = sheet.openStream();
    rows = stream.iterator();
  }

  static XlsxTable of(byte[] content) {
    Archive.check(content);
    try {
      ReadableWorkbook workbook =
          new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true));
      Sheet sheet =
          workbook
              .getSheets()
              .filter(known -> known.getVisibility() == SheetVisibility.VISIBLE)
              .findFirst()
              .orElseThrow(() -> new UnreadableException(Message.of("import.file-no-table")));
      return new XlsxTable(workbook, sheet);
    } catch (IOException | ExcelReaderException e) {
      throw damaged();
    }
  }

  private static UnreadableException damaged() {
    return new UnreadableException(Message.of("import.file-damaged"));
  }

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (ExcelReaderException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  @Override
  public RawRow next() {
    try {
      Row row = rows.next();
      List<RawCell> cells = new ArrayList<>();
      for (int column = 0; column < Math.min(row.getCellCount(), MOST_COLUMNS); column++) {
        cells.add(row.hasCell(column) ? cell(row.getCell(column)) : RawCell.EMPTY);
      }
      return new RawRow(row.getRowNum(), cells);
    } catch (ExcelReaderException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private static RawCell cell(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return RawCell.EMPTY;
    }
    if (cell.getType() == CellType.ERROR) {
      String raw = cell.getRawValue();
      return new RawCell(raw == null ? "#" : raw, RawCell.Type.ERROR);
    }
    Object value = cell.getValue();
    if (cell.getType() == CellType.FORMULA && value instanceof String stored) {
      return formula(stored);
    }
    if (value instanceof BigDecimal number) {
      return isDate(cell) ? date(cell, number) : number(number);
    }
    String text = value == null ? "" : value.toString();
    return RawCell.text(text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL + 1) : text);
  }

  private static RawCell formula(String stored) {
    return stored.startsWith("#") ? new RawCell(stored, RawCell.Type.ERROR) : RawCell.text(stored);
  }

  /// Beyond 15 digits a spreadsheet keeps none exactly, so the plain form never gets long.
  private static RawCell number(BigDecimal number) {
    return number.abs().compareTo(BigDecimal.TEN.pow(15)) > 0
        ? RawCell.text(number.toString())
        : new RawCell(plain(number), RawCell.Type.NUMBER);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static RawCell date(Cell cell, BigDecimal number) {
    try {
      LocalDateTime moment = cell.asDate();
      return new RawCell(moment.toLocalDate().toString(), RawCell.Type.DATE);
    } catch (DateTimeException | ArithmeticException | ExcelReaderException e) {
      return number(number);
    }
  }

  private static boolean isDate(Cell cell) {
    String format = cell.getDataFormatString();
    if (format == null) {
      return false;
    }
    String letters = format.toLowerCase(Locale.ROOT).replaceAll(NOT_FORMAT, "");
    return !letters.contains("general") && (letters.contains("y") || letters.contains("d"));
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
