package org.khue.cloud.equipment.utilisation.model;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The counted days of one subject, close together in memory: about 14 bytes a slot. Never changed;
/// new days make a new one.
public final class Series {
  /// A day.
  ///
  /// @param day days since 1970
  /// @param cells for each slot its code and the six measures, see [#CELL]
  public record Day(int day, int year, int term, int week, int weekday, char[] cells) {}

  /// How many numbers a slot has: code, available, booked, used, used and booked, expected, heard.
  public static final int CELL = 1 + Figures.MEASURES;

  public static final Series EMPTY = new Series(List.of());

  private final int[] days;
  private final short[] years;
  private final byte[] terms;
  private final byte[] weeks;
  private final byte[] weekdays;
  private final int[] starts;
  private final char[] cells;

  private Series(List<Day> sorted) {
    int count = sorted.size();
    days = new int[count];
    years = new short[count];
    terms = new byte[count];
    weeks = new byte[count];
    weekdays = new byte[count];
    starts = new int[count + 1];
    cells = new char[sorted.stream().mapToInt(day -> day.cells().length).sum()];
    for (int i = 0; i < count; i++) {
      Day day = sorted.get(i);
      days[i] = day.day();
      years[i] = (short) day.year();
      terms[i] = (byte) day.term();
      weeks[i] = (byte) day.week();
      weekdays[i] = (byte) day.weekday();
      System.arraycopy(day.cells(), 0, cells, starts[i], day.cells().length);
      starts[i + 1] = starts[i] + day.cells().length;
    }
  }

  /// These days put in place of, or beside, those of before.
  ///
  /// @param changed in any order; a day without cells is left out from now on
  /// @param since days before that one are left out
  public Series with(List<Day> changed, int since) {
    SortedMap<Integer, Day> all = new TreeMap<>();
    for (int i = 0; i < days.length; i++) {
      char[] own = Arrays.copyOfRange(cells, starts[i], starts[i + 1]);
      all.put(days[i], new Day(days[i], years[i], terms[i], weeks[i], weekdays[i], own));
    }
    changed.forEach(day -> all.put(day.day(), day));
    return new Series(
        all.tailMap(since).values().stream().filter(day -> day.cells().length > 0).toList());
  }

  /// How many days it has.
  public int size() {
    return days.length;
  }

  /// Adds what lies within the span to the sums.
  void scan(Sums sums) {
    int from = Arrays.binarySearch(days, sums.firstDay());
    for (int i = from < 0 ? -from - 1 : from; i < days.length && days[i] <= sums.lastDay(); i++) {
      if (sums.takes(years[i], terms[i], weeks[i], weekdays[i])) {
        sums.day(days[i], years[i], terms[i], weeks[i], weekdays[i]);
        for (int cell = starts[i]; cell < starts[i + 1]; cell += CELL) {
          sums.add(cells, cell);
        }
      }
    }
  }

  /// The earliest and the latest school year among its days, in `range`, if they widen it.
  void years(int[] range) {
    for (short year : years) {
      if (year > 0) {
        range[0] = Math.min(range[0], year);
        range[1] = Math.max(range[1], year);
      }
    }
  }
}
