package org.khue.cloud.organisation.internal.api;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.SwappedDay;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// A calendar in JSON.
///
/// @param year in which the school year begins
/// @param ends the last day
/// @param weekdays days of lessons, 1 Monday to 7 Sunday
/// @param swappedDays days taught by another weekday's timetable; none when absent
record CalendarBody(
    int year,
    LocalDate starts,
    LocalDate ends,
    List<Integer> weekdays,
    List<TermBody> terms,
    List<HolidayBody> holidays,
    List<PeriodBody> periods,
    @Nullable List<SwappedBody> swappedDays) {

  /// @param ends the last day
  record TermBody(int number, LocalDate starts, LocalDate ends) {}

  /// @param ends the last day
  record HolidayBody(LocalDate starts, LocalDate ends, String name, @Nullable String nameEn) {}

  /// @param weekday whose lessons are given, 1 Monday to 7 Sunday
  record SwappedBody(LocalDate day, int weekday) {}

  /// @param shift `morning`, `afternoon` or `evening`
  /// @param number from 1 in its shift
  record PeriodBody(String shift, int number, LocalTime starts, LocalTime ends) {
    static PeriodBody of(Period period) {
      return new PeriodBody(period.shift().code(), period.number(), period.starts(), period.ends());
    }
  }

  static CalendarBody of(SchoolCalendar days) {
    return new CalendarBody(
        days.year(),
        days.starts(),
        days.ends(),
        days.weekdays().stream().map(DayOfWeek::getValue).sorted().toList(),
        days.terms().stream()
            .map(term -> new TermBody(term.number(), term.starts(), term.ends()))
            .toList(),
        days.holidays().stream()
            .map(day -> new HolidayBody(day.starts(), day.ends(), day.name(), day.nameEn()))
            .toList(),
        days.periods().stream().map(PeriodBody::of).toList(),
        days.swapped().stream()
            .map(day -> new SwappedBody(day.day(), day.as().getValue()))
            .toList());
  }

  /// @throws ProblemException 422 for a weekday or shift that is none
  SchoolCalendar days() {
    Set<DayOfWeek> days = new HashSet<>();
    weekdays.forEach(weekday -> days.add(weekday("weekdays", weekday)));
    List<SwappedBody> swapped = swappedDays == null ? List.of() : swappedDays;
    return new SchoolCalendar(
        year,
        starts,
        ends,
        days,
        terms.stream().map(term -> new Term(term.number, term.starts, term.ends)).toList(),
        holidays.stream()
            .map(day -> new Holiday(day.starts, day.ends, day.name, day.nameEn))
            .toList(),
        periods.stream()
            .map(period ->
                new Period(
                    Records.field(Shift.values(), Shift::code, "periods.shift", period.shift),
                    period.number,
                    period.starts,
                    period.ends))
            .toList(),
        swapped.stream()
            .map(day -> new SwappedDay(day.day, weekday("swappedDays.weekday", day.weekday)))
            .toList());
  }

  private static DayOfWeek weekday(String field, int number) {
    if (number < 1 || number > 7) {
      throw ProblemException.invalid(
          List.of(new Fault(field, "are numbers from 1 (Monday) to 7 (Sunday).")));
    }
    return DayOfWeek.of(number);
  }
}
