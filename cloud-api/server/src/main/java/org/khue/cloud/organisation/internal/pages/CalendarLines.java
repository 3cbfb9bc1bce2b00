package org.khue.cloud.organisation.internal.pages;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.SwappedDay;

/// What a calendar has many of, as lines that people write: one a line, empty lines between them
/// count for nothing.
///
/// - a period: `7:00-7:45`
/// - a holiday: `2/9/2026 Quốc khánh`, `15/2/2027-22/2/2027 Tết Nguyên đán | Lunar New Year`
/// - a swapped day: `12/9/2026 = T2` (T2 Monday to T7 Saturday, CN Sunday; or Mon to Sun)
final class CalendarLines {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern HOLIDAY =
      Pattern.compile("([0-9/]+)(?:\\s*[-–]\\s*([0-9/]+))?\\s+([^|]+?)\\s*(?:\\|\\s*(.+))?");
  private static final Pattern SWAPPED = Pattern.compile("([0-9/]+)\\s*=\\s*(\\p{L}+[2-7]?)");
  private static final List<String> VIETNAMESE = List.of("T2", "T3", "T4", "T5", "T6", "T7", "CN");
  private static final int SHORT = 3;

  private CalendarLines() {}

  /// Reads one line.
  @FunctionalInterface
  private interface Reader<T> {
    /// @throws DateTimeParseException for what is no date or time
    Optional<T> read(String line);
  }

  /// What the lines say; empty if one of them says nothing.
  private static <T> Optional<List<T>> read(String lines, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    for (String line : lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      try {
        Optional<T> found = reader.read(line);
        if (found.isEmpty()) {
          return Optional.empty();
        }
        all.add(found.get());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }

  static Optional<List<Period>> periods(Shift shift, String lines) {
    List<Period> before = new ArrayList<>();
    return read(
        lines,
        line -> {
          String[] times = line.split("\\s*[-–]\\s*", -1);
          if (times.length != 2) {
            return Optional.empty();
          }
          Period period = new Period(shift, before.size() + 1, time(times[0]), time(times[1]));
          before.add(period);
          return Optional.of(period);
        });
  }

  private static LocalTime time(String written) {
    return LocalTime.parse(written.replace('h', ':').replace('.', ':'), CLOCK);
  }

  static String ofPeriods(List<Period> periods) {
    return periods.stream()
        .map(period -> CLOCK.format(period.starts()) + "-" + CLOCK.format(period.ends()))
        .collect(Collectors.joining("\n"));
  }

  static Optional<List<Holiday>> holidays(String lines) {
    return read(
        lines,
        line -> {
          Matcher parts = HOLIDAY.matcher(line);
          if (!parts.matches()) {
            return Optional.empty();
          }
          LocalDate first = LocalDate.parse(parts.group(1), DAY);
          LocalDate last = parts.group(2) == null ? first : LocalDate.parse(parts.group(2), DAY);
          return Optional.of(new Holiday(first, last, parts.group(3), parts.group(4)));
        });
  }

  static String ofHolidays(List<Holiday> holidays) {
    return holidays.stream().map(CalendarLines::line).collect(Collectors.joining("\n"));
  }

  private static String line(Holiday day) {
    String days =
        day.starts().equals(day.ends())
            ? DAY.format(day.starts())
            : DAY.format(day.starts()) + "-" + DAY.format(day.ends());
    return days + " " + day.name() + (day.nameEn() == null ? "" : " | " + day.nameEn());
  }

  static Optional<List<SwappedDay>> swapped(String lines) {
    return read(
        lines,
        line -> {
          Matcher parts = SWAPPED.matcher(line);
          if (!parts.matches()) {
            return Optional.empty();
          }
          LocalDate day = LocalDate.parse(parts.group(1), DAY);
          return weekday(parts.group(2)).map(as -> new SwappedDay(day, as));
        });
  }

  static String ofSwapped(List<SwappedDay> days) {
    return days.stream()
        .map(day -> DAY.format(day.day()) + " = " + VIETNAMESE.get(day.as().ordinal()))
        .collect(Collectors.joining("\n"));
  }

  private static Optional<DayOfWeek> weekday(String written) {
    String word = written.toUpperCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (word.equals(VIETNAMESE.get(day.ordinal()))
          || word.length() >= SHORT && day.name().startsWith(word)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }
}
