package org.khue.cloud.organisation.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A school year: its terms, holidays and bell times, all in local time.
///
/// @param year in which it begins: 2026 for 2026–2027
/// @param ends the last day
/// @param weekdays days of lessons
/// @param terms in their order
/// @param holidays in their order
/// @param periods by shift and number
/// @param swapped days taught by another weekday's timetable, in their order
public record SchoolCalendar(
    int year,
    LocalDate starts,
    LocalDate ends,
    Set<DayOfWeek> weekdays,
    List<Term> terms,
    List<Holiday> holidays,
    List<Period> periods,
    List<SwappedDay> swapped) {

  public SchoolCalendar {
    weekdays = Set.copyOf(weekdays);
    terms = List.copyOf(terms);
    holidays = holidays.stream().sorted(Comparator.comparing(Holiday::starts)).toList();
    periods =
        periods.stream()
            .sorted(Comparator.comparing(Period::shift).thenComparing(Period::number))
            .toList();
    swapped = swapped.stream().sorted(Comparator.comparing(SwappedDay::day)).toList();
  }

  /// A school year without swapped days.
  public SchoolCalendar(
      int year,
      LocalDate starts,
      LocalDate ends,
      Set<DayOfWeek> weekdays,
      List<Term> terms,
      List<Holiday> holidays,
      List<Period> periods) {
    this(year, starts, ends, weekdays, terms, holidays, periods, List.of());
  }

  /// Everything in it that cannot be.
  public List<CalendarFault> faults() {
    return CalendarRules.faults(this);
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(starts) && !day.isAfter(ends);
  }

  /// Which term, week and period it is.
  public Moment at(LocalDateTime local) {
    LocalDate day = local.toLocalDate();
    if (!contains(day)) {
      return new Moment.OutsideYear();
    }
    Optional<Term> term = terms.stream().filter(some -> some.contains(day)).findFirst();
    if (term.isEmpty()) {
      return new Moment.BetweenTerms();
    }
    Week week = weeks().stream().filter(some -> some.contains(day)).findFirst().orElseThrow();
    return inTerm(term.get(), week, day, local.toLocalTime());
  }

  private Moment inTerm(Term term, Week week, LocalDate day, LocalTime time) {
    Optional<Holiday> holiday = holiday(day);
    if (holiday.isPresent()) {
      return new Moment.OnHoliday(term, week, holiday.get());
    }
    if (!weekdays.contains(day.getDayOfWeek()) && timetable(day).isEmpty()) {
      return new Moment.FreeDay(term, week);
    }
    return periods.stream()
        .filter(period -> period.contains(time))
        .findFirst()
        .<Moment>map(period -> new Moment.InPeriod(term, week, period))
        .orElseGet(() -> new Moment.BetweenPeriods(term, week));
  }

  /// Whether lessons are given on that day.
  public boolean isSchoolDay(LocalDate day) {
    return terms.stream().anyMatch(term -> term.contains(day))
        && (weekdays.contains(day.getDayOfWeek()) || timetable(day).isPresent())
        && holiday(day).isEmpty();
  }

  /// The weekday whose lessons are given on a swapped day; empty for every other day.
  public Optional<DayOfWeek> timetable(LocalDate day) {
    return swapped.stream().filter(some -> some.day().equals(day)).map(SwappedDay::as).findFirst();
  }

  /// All weeks of all terms, in their order. Weeks are numbered from the term's start; a week
  /// without any day of lessons has no number.
  public List<Week> weeks() {
    List<Week> weeks = new ArrayList<>();
    int inYear = 0;
    for (Term term : terms) {
      int inTerm = 0;
      LocalDate monday = term.starts().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      for (; !monday.isAfter(term.ends()); monday = monday.plusDays(7)) {
        LocalDate first = monday.isBefore(term.starts()) ? term.starts() : monday;
        LocalDate sunday = monday.plusDays(6);
        LocalDate last = sunday.isAfter(term.ends()) ? term.ends() : sunday;
        boolean lessons = first.datesUntil(last.plusDays(1)).anyMatch(this::isSchoolDay);
        weeks.add(
            lessons
                ? new Week(term.number(), ++inTerm, ++inYear, first, last)
                : new Week(term.number(), 0, 0, first, last));
      }
    }
    return weeks;
  }

  private Optional<Holiday> holiday(LocalDate day) {
    return holidays.stream().filter(some -> some.contains(day)).findFirst();
  }
}
