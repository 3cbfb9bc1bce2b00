package org.khue.cloud.platform.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.cloud.platform.imports.file.RawCell;

/// Dates as people and spreadsheets write them. Day before month, as in Vietnam; a year has four
/// digits, because `12` may be 1912.
final class DayReader {
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})[/.\\-](\\d{1,2})[/.\\-](\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T]00:00(?::00(?:\\.0+)?)?)?");

  /// As people read a date here.
  static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /// Day 0 of spreadsheets; their days are counted from there (after February 1900).
  private static final LocalDate SPREADSHEET_EPOCH = LocalDate.of(1899, 12, 30);

  /// Below, a number in a cell is rather a year than a day.
  private static final int LEAST_SERIAL = 10_000;

  private static final int MOST_SERIAL = 80_000;

  private DayReader() {}

  static CellReader.Reading read(Column column, Kind.Day kind, String text, RawCell.Type type) {
    Optional<LocalDate> date = date(text, type);
    if (date.isEmpty()) {
      return CellReader.wrong(column, Message.of("import.cell-date", "value", text));
    }
    if (date.get().isBefore(kind.earliest()) || date.get().isAfter(kind.latest())) {
      return CellReader.wrong(
          column,
          Message.of(
              "import.cell-date-range",
              "value",
              date.get().format(SHOWN),
              "earliest",
              kind.earliest().format(SHOWN),
              "latest",
              kind.latest().format(SHOWN)));
    }
    return CellReader.right(date.get().toString());
  }

  private static Optional<LocalDate> date(String text, RawCell.Type type) {
    if (type == RawCell.Type.NUMBER && text.matches("\\d{5}(\\.\\d+)?")) {
      int serial = Integer.parseInt(text.substring(0, 5));
      return serial >= LEAST_SERIAL && serial <= MOST_SERIAL
          ? Optional.of(SPREADSHEET_EPOCH.plusDays(serial))
          : Optional.empty();
    }
    Matcher day = DAY_FIRST.matcher(text);
    if (day.matches()) {
      return of(day.group(3), day.group(2), day.group(1));
    }
    Matcher year = YEAR_FIRST.matcher(text);
    return year.matches() ? of(year.group(1), year.group(2), year.group(3)) : Optional.empty();
  }

  private static Optional<LocalDate> of(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
