package org.khue.cloud.equipment.booking;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Term;

/// School periods as spans of time: of one day, or of the same weekday up to the end of the term.
///
/// @param days the school's calendar
public record Lessons(SchoolCalendar days, ZoneId zone) {

  /// From the first bell of one period to the last bell of another, on one day.
  public Interval span(LocalDate day, Period first, Period last) {
    Instant start = day.atTime(first.starts()).atZone(zone).toInstant();
    return new Interval(start, day.atTime(last.ends()).atZone(zone).toInstant());
  }

  /// The weekday whose lessons are given on a day: another than its own on a swapped day.
  public DayOfWeek taughtAs(LocalDate day) {
    return days.timetable(day).orElse(day.getDayOfWeek());
  }

  /// The days on which the lessons of a day's weekday are given, from that day to the end of its
  /// term: no holidays, and swapped days by what is taught on them. Empty when the day is in no
  /// term.
  public List<LocalDate> weekly(LocalDate from) {
    Optional<Term> term = days.terms().stream().filter(some -> some.contains(from)).findFirst();
    List<LocalDate> found = new ArrayList<>();
    DayOfWeek wanted = taughtAs(from);
    if (term.isPresent()) {
      for (LocalDate day = from; !day.isAfter(term.get().ends()); day = day.plusDays(1)) {
        if (days.isSchoolDay(day) && taughtAs(day) == wanted) {
          found.add(day);
        }
      }
    }
    return found;
  }
}
