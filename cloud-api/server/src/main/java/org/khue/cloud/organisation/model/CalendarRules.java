package org.khue.cloud.organisation.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.organisation.model.CalendarFault.Rule;

/// What must hold within a calendar.
final class CalendarRules {
  private static final int SHORTEST_YEAR = 60;
  private static final int LONGEST_YEAR = 400;
  private static final int MOST_TERMS = 4;
  private static final int MOST_HOLIDAYS = 60;
  private static final int MOST_SWAPPED = 60;
  private static final int MOST_PERIODS = 20;
  private static final int LONGEST_NAME = 200;

  private final SchoolCalendar calendar;
  private final List<CalendarFault> faults = new ArrayList<>();

  private CalendarRules(SchoolCalendar calendar) {
    this.calendar = calendar;
  }

  static List<CalendarFault> faults(SchoolCalendar calendar) {
    CalendarRules rules = new CalendarRules(calendar);
    if (rules.year()) {
      rules.terms();
      rules.holidays();
      rules.swapped();
    }
    rules.periods();
    return rules.faults;
  }

  /// Whether the year is sound enough to look at what lies in it.
  private boolean year() {
    long days = ChronoUnit.DAYS.between(calendar.starts(), calendar.ends());
    boolean sound =
        calendar.starts().getYear() == calendar.year()
            && days >= SHORTEST_YEAR
            && days <= LONGEST_YEAR;
    unless(sound, Rule.YEAR_DATES, "starts");
    unless(!calendar.weekdays().isEmpty(), Rule.NO_WEEKDAYS, "weekdays");
    return sound;
  }

  private void terms() {
    List<Term> terms = calendar.terms();
    unless(!terms.isEmpty() && terms.size() <= MOST_TERMS, Rule.TERM_NUMBERS, "terms");
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      String field = "terms[" + i + "]";
      unless(term.number() == i + 1, Rule.TERM_NUMBERS, field + ".number");
      unless(within(term.starts(), term.ends()), Rule.TERM_DATES, field + ".starts");
      unless(
          i == 0 || terms.get(i - 1).ends().isBefore(term.starts()),
          Rule.TERMS_OVERLAP,
          field + ".starts");
    }
  }

  private void holidays() {
    List<Holiday> holidays = calendar.holidays();
    unless(holidays.size() <= MOST_HOLIDAYS, Rule.HOLIDAY_DATES, "holidays");
    for (int i = 0; i < holidays.size(); i++) {
      Holiday holiday = holidays.get(i);
      String field = "holidays[" + i + "]";
      unless(within(holiday.starts(), holiday.ends()), Rule.HOLIDAY_DATES, field + ".starts");
      unless(
          i == 0 || holidays.get(i - 1).ends().isBefore(holiday.starts()),
          Rule.HOLIDAYS_OVERLAP,
          field + ".starts");
      unless(
          !holiday.name().isBlank() && holiday.name().length() <= LONGEST_NAME,
          Rule.HOLIDAY_NAME,
          field + ".name");
    }
  }

  private void swapped() {
    List<SwappedDay> swapped = calendar.swapped();
    unless(swapped.size() <= MOST_SWAPPED, Rule.SWAPPED_DAYS, "swappedDays");
    for (int i = 0; i < swapped.size(); i++) {
      SwappedDay some = swapped.get(i);
      boolean sound =
          calendar.weekdays().contains(some.as())
              && calendar.terms().stream().anyMatch(term -> term.contains(some.day()))
              && calendar.holidays().stream().noneMatch(day -> day.contains(some.day()))
              && (i == 0 || swapped.get(i - 1).day().isBefore(some.day()));
      unless(sound, Rule.SWAPPED_DAYS, "swappedDays[" + i + "]");
    }
  }

  private void periods() {
    List<Period> periods = calendar.periods();
    int expected = 1;
    for (int i = 0; i < periods.size(); i++) {
      Period period = periods.get(i);
      String field = "periods[" + i + "]";
      expected = i > 0 && periods.get(i - 1).shift() == period.shift() ? expected + 1 : 1;
      unless(
          period.number() == expected && expected <= MOST_PERIODS,
          Rule.PERIOD_NUMBERS,
          field + ".number");
      unless(period.starts().isBefore(period.ends()), Rule.PERIOD_TIMES, field + ".starts");
      unless(
          i == 0 || !period.starts().isBefore(periods.get(i - 1).ends()),
          Rule.PERIODS_OVERLAP,
          field + ".starts");
    }
  }

  private boolean within(LocalDate starts, LocalDate ends) {
    return !starts.isAfter(ends) && calendar.contains(starts) && calendar.contains(ends);
  }

  private void unless(boolean sound, Rule rule, String field) {
    if (!sound) {
      faults.add(new CalendarFault(rule, field));
    }
  }
}
