package org.khue.cloud.equipment.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// When a room can be used, week by week.
///
/// @param periods empty with `always` true: open day and night
/// @param always whether it is open at any time
/// @param zone whose clock the periods are on
public record OpeningTimes(List<Period> periods, boolean always, ZoneId zone) {

  /// One stretch of a weekday, `opens` included, `closes` excluded.
  public record Period(DayOfWeek weekday, LocalTime opens, LocalTime closes) {}

  public OpeningTimes {
    periods = List.copyOf(periods);
  }

  /// Open at any time.
  public static OpeningTimes always(ZoneId zone) {
    return new OpeningTimes(List.of(), true, zone);
  }

  /// The open moments within an interval.
  public Intervals within(Interval interval) {
    Intervals whole = Intervals.of(interval);
    if (always) {
      return whole;
    }
    List<Interval> open = new ArrayList<>();
    LocalDate last = interval.end().atZone(zone).toLocalDate();
    for (LocalDate day = interval.start().atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (Period period : periods) {
        if (period.weekday() == day.getDayOfWeek()) {
          open.add(
              new Interval(
                  day.atTime(period.opens()).atZone(zone).toInstant(),
                  day.atTime(period.closes()).atZone(zone).toInstant()));
        }
      }
    }
    return Intervals.union(open).intersect(whole);
  }
}
