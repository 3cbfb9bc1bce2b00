package org.khue.cloud.equipment.utilisation.model;

import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.organisation.model.Period;

/// A stretch of a day that is counted by itself: a period of the bell times, or an hour where a
/// unit has no calendar.
///
/// @param code 1–20 the periods of the morning, 21–40 of the afternoon, 41–60 of the evening;
///   100–123 the hours of the day
public record Slot(int code, Interval time) {
  /// Above every code.
  public static final int CODES = 128;

  private static final int MOST_OF_A_SHIFT = 20;
  private static final int HOURS = 100;

  /// The code of a period of the bell times.
  public static int code(Period period) {
    return period.shift().ordinal() * MOST_OF_A_SHIFT + period.number();
  }

  /// The code of an hour of the day.
  public static int code(int hour) {
    return HOURS + hour;
  }

  /// Whether it is an hour, and not a period of the bell times.
  public static boolean isHour(int code) {
    return code >= HOURS;
  }

  /// Morning, afternoon, evening: 0, 1, 2.
  public static int shift(int code) {
    return (code - 1) / MOST_OF_A_SHIFT;
  }

  /// The number of the period in its shift, or the hour.
  public static int number(int code) {
    return isHour(code) ? code - HOURS : (code - 1) % MOST_OF_A_SHIFT + 1;
  }
}
