package org.khue.cloud.equipment.utilisation.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Sums over many series, broken down by up to two axes.
///
/// How it works: each axis gives a small number for a subject, a day or a slot, and both together
/// the place in one flat array: so a question is one walk through arrays, whatever it asks.
public final class Sums {
  private static final int TERMS = 8;
  private static final int WEEKS = 64;
  private static final int WEEKDAYS = 8;

  /// No calendar, and seven school years: more than are held.
  private static final int YEARS = 8;

  /// The most groups of a question.
  public static final int MOST_GROUPS = 600_000;

  /// By what is broken down.
  ///
  /// @param dimension null for nothing
  /// @param size how many numbers there are
  public record Axis(@Nullable Dimension dimension, int size) {
    public static final Axis WHOLE = new Axis(null, 1);

    /// An axis of time.
    public static Axis ofTime(Dimension dimension, Span span) {
      int size =
          switch (dimension) {
            case YEAR -> YEARS;
            case TERM -> YEARS * TERMS;
            case WEEK -> YEARS * WEEKS;
            case MONTH -> month(span.to()) - month(span.from()) + 1;
            case DAY -> Math.toIntExact(span.to().toEpochDay() - span.from().toEpochDay()) + 1;
            case WEEKDAY -> WEEKDAYS;
            case SLOT -> Slot.CODES;
            case UNIT, OVERSEER, ROOM, ROOM_KIND, DEVICE, DEVICE_KIND, PROFILE ->
                throw new IllegalArgumentException(dimension + " is no axis of time");
          };
      return new Axis(dimension, size);
    }
  }

  private final Span span;
  private final Axis first;
  private final Axis second;
  private final int firstYear;
  private final long[] sums;
  private final boolean[] weekdays = new boolean[WEEKDAYS];
  private final boolean[] slots = new boolean[Slot.CODES];
  private final int firstDay;
  private final int lastDay;
  private int subjectFirst;
  private int subjectSecond;
  private int dayFirst;
  private int daySecond;

  /// @param firstYear the earliest school year that is held
  public Sums(Span span, Axis first, Axis second, int firstYear) {
    this.span = span;
    this.first = first;
    this.second = second;
    this.firstYear = firstYear;
    this.firstDay = Math.toIntExact(span.from().toEpochDay());
    this.lastDay = Math.toIntExact(span.to().toEpochDay());
    this.sums = new long[Math.multiplyExact(groups(first, second), Figures.MEASURES)];
    for (int i = 0; i < weekdays.length; i++) {
      weekdays[i] = span.weekdays().isEmpty() || span.weekdays().contains(i);
    }
    for (int i = 0; i < slots.length; i++) {
      slots[i] = span.slots().isEmpty() || span.slots().contains(i);
    }
  }

  /// How many groups two axes make.
  public static int groups(Axis first, Axis second) {
    return Math.multiplyExact(first.size(), second.size());
  }

  /// Adds a subject.
  ///
  /// @param a its number on the first axis; 0 if that is of time
  /// @param b its number on the second axis
  public void add(Series series, int a, int b) {
    subjectFirst = a;
    subjectSecond = b;
    series.scan(this);
  }

  int firstDay() {
    return firstDay;
  }

  int lastDay() {
    return lastDay;
  }

  boolean takes(int year, int term, int week, int weekday) {
    return weekdays[weekday]
        && (span.year() == 0 || span.year() == year)
        && (span.term() == 0 || span.term() == term)
        && (span.firstWeek() == 0 || span.firstWeek() <= week)
        && (span.lastWeek() == 0 || week > 0 && week <= span.lastWeek());
  }

  void day(int day, int year, int term, int week, int weekday) {
    dayFirst = ofDay(first, subjectFirst, day, year, term, week, weekday);
    daySecond = ofDay(second, subjectSecond, day, year, term, week, weekday);
  }

  private int ofDay(Axis axis, int ofSubject, int day, int year, int term, int week, int weekday) {
    return switch (axis.dimension()) {
      case null -> 0;
      case UNIT, OVERSEER, ROOM, ROOM_KIND, DEVICE, DEVICE_KIND, PROFILE -> ofSubject;
      case YEAR -> ofYear(year);
      case TERM -> ofYear(year) * TERMS + term;
      case WEEK -> ofYear(year) * WEEKS + week;
      case MONTH -> month(LocalDate.ofEpochDay(day)) - month(span.from());
      case DAY -> day - firstDay;
      case WEEKDAY -> weekday;
      case SLOT -> -1;
    };
  }

  /// Days without a calendar come first.
  private int ofYear(int year) {
    return year == 0 ? 0 : year - firstYear + 1;
  }

  void add(char[] cells, int cell) {
    int slot = cells[cell];
    if (slots[slot]) {
      int a = dayFirst < 0 ? slot : dayFirst;
      int b = daySecond < 0 ? slot : daySecond;
      int at = (a * second.size() + b) * Figures.MEASURES;
      for (int measure = 0; measure < Figures.MEASURES; measure++) {
        sums[at + measure] += cells[cell + 1 + measure];
      }
    }
  }

  /// Gives each group with any available time, by its numbers on both axes.
  public void each(BiConsumer<int[], Figures> taker) {
    for (int a = 0; a < first.size(); a++) {
      for (int b = 0; b < second.size(); b++) {
        int at = (a * second.size() + b) * Figures.MEASURES;
        if (sums[at] > 0) {
          taker.accept(new int[] {a, b}, figures(at));
        }
      }
    }
  }

  private Figures figures(int at) {
    return new Figures(
        sums[at], sums[at + 1], sums[at + 2], sums[at + 3], sums[at + 4], sums[at + 5]);
  }

  /// The key of a number on an axis of time: `2026`, `2026-1`, `2026-w7`, `2026-11`, `2026-11-24`,
  /// `1` for Monday, the code of a slot.
  public String key(Axis axis, int number) {
    return switch (axis.dimension()) {
      case null -> "";
      case YEAR -> year(number);
      case TERM -> year(number / TERMS) + "-" + number % TERMS;
      case WEEK -> year(number / WEEKS) + "-w" + number % WEEKS;
      case MONTH -> YearMonth.from(span.from()).plusMonths(number).toString();
      case DAY -> span.from().plusDays(number).toString();
      case WEEKDAY, SLOT, UNIT, OVERSEER, ROOM, ROOM_KIND, DEVICE, DEVICE_KIND, PROFILE ->
          String.valueOf(number);
    };
  }

  private String year(int number) {
    return String.valueOf(number == 0 ? 0 : firstYear + number - 1);
  }

  private static int month(LocalDate day) {
    return day.getYear() * 12 + day.getMonthValue() - 1;
  }

  /// The earliest school year of any of these series; a far one where there is none.
  public static int firstYear(Iterable<Series> all) {
    int[] range = {9999, 0};
    all.forEach(series -> series.years(range));
    return range[0];
  }
}
