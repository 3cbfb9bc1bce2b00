package org.khue.cloud.equipment.utilisation.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.OpeningTimes;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.organisation.model.Week;

/// A day as it is counted: where it lies in the school year, and its slots.
///
/// @param year in which the school year begins; 0 without a calendar
/// @param term 0 outside of terms, and without a calendar
/// @param week number in the school year; 0 where none is counted
/// @param weekday 1 Monday to 7 Sunday; on a swapped day the one whose lessons are given
public record SchoolDay(
    LocalDate day, int year, int term, int week, int weekday, List<Slot> slots) {
  /// No slot is longer, so that its seconds fit in 16 bits; a longer one is counted in pieces.
  private static final Duration LONGEST = Duration.ofHours(12);

  private static final int HOURS = 24;

  public SchoolDay {
    slots = List.copyOf(slots);
  }

  /// A day of a school year: on a day of lessons its slots are the periods of the bell times.
  public static SchoolDay of(SchoolCalendar calendar, LocalDate day, ZoneId zone) {
    List<Slot> slots = new ArrayList<>();
    if (calendar.isSchoolDay(day)) {
      for (Period period : calendar.periods()) {
        add(slots, Slot.code(period), interval(day, period.starts(), period.ends(), zone));
      }
    }
    int term =
        calendar.terms().stream()
            .filter(some -> some.contains(day))
            .map(Term::number)
            .findFirst()
            .orElse(0);
    int week =
        calendar.weeks().stream()
            .filter(some -> some.contains(day))
            .map(Week::numberInYear)
            .findFirst()
            .orElse(0);
    DayOfWeek lessons = calendar.timetable(day).orElse(day.getDayOfWeek());
    return new SchoolDay(day, calendar.year(), term, week, lessons.getValue(), slots);
  }

  /// A day for which there is no calendar: its slots are the hours of the opening periods.
  public static SchoolDay of(List<OpeningTimes.Period> opening, LocalDate day, ZoneId zone) {
    List<Slot> slots = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      Instant begins = day.atTime(hour, 0).atZone(zone).toInstant();
      Interval whole = new Interval(begins, begins.plus(Duration.ofHours(1)));
      for (OpeningTimes.Period period : opening) {
        if (period.weekday() == day.getDayOfWeek()) {
          int code = Slot.code(hour);
          Interval open = interval(day, period.opens(), period.closes(), zone);
          common(whole, open).ifPresent(part -> add(slots, code, part));
        }
      }
    }
    return new SchoolDay(day, 0, 0, 0, day.getDayOfWeek().getValue(), slots);
  }

  private static void add(List<Slot> slots, int code, Interval time) {
    Instant from = time.start();
    while (from.isBefore(time.end())) {
      Instant cut = from.plus(LONGEST);
      Instant to = cut.isBefore(time.end()) ? cut : time.end();
      slots.add(new Slot(code, new Interval(from, to)));
      from = to;
    }
  }

  private static Interval interval(LocalDate day, LocalTime from, LocalTime to, ZoneId zone) {
    return Counting.seconds(
        day.atTime(from).atZone(zone).toInstant(), day.atTime(to).atZone(zone).toInstant());
  }

  private static Optional<Interval> common(Interval a, Interval b) {
    Instant start = a.start().isAfter(b.start()) ? a.start() : b.start();
    Instant end = a.end().isBefore(b.end()) ? a.end() : b.end();
    return start.isBefore(end) ? Optional.of(new Interval(start, end)) : Optional.empty();
  }
}
