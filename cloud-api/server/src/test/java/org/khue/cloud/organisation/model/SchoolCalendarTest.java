package org.khue.cloud.organisation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.cloud.organisation.model.CalendarFault.Rule;

class SchoolCalendarTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-09-07");
  private static final Term ONE = new Term(1, FIRST, LocalDate.parse("2027-01-16"));
  private static final Term TWO =
      new Term(2, LocalDate.parse("2027-01-18"), LocalDate.parse("2027-05-29"));
  private static final Holiday NEW_YEAR = holiday("2027-01-01", "2027-01-01", "Tết Dương lịch");
  private static final Holiday TET = holiday("2027-02-01", "2027-02-14", "Tết Nguyên đán");
  private static final List<Period> PERIODS =
      List.of(
          period(Shift.MORNING, 1, "07:00", "07:45"),
          period(Shift.MORNING, 2, "07:50", "08:35"),
          period(Shift.AFTERNOON, 1, "13:00", "13:45"));
  private static final SchoolCalendar CALENDAR =
      new SchoolCalendar(
          2026,
          LocalDate.parse("2026-09-05"),
          LocalDate.parse("2027-05-31"),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
          List.of(ONE, TWO),
          List.of(TET, NEW_YEAR),
          PERIODS);

  private static Holiday holiday(String starts, String ends, String name) {
    return new Holiday(LocalDate.parse(starts), LocalDate.parse(ends), name, null);
  }

  private static Period period(Shift shift, int number, String starts, String ends) {
    return new Period(shift, number, LocalTime.parse(starts), LocalTime.parse(ends));
  }

  private static String told(Moment moment) {
    return switch (moment) {
      case Moment.OutsideYear outside -> "outside";
      case Moment.BetweenTerms between -> "between terms";
      case Moment.OnHoliday(Term term, Week week, Holiday holiday) ->
          "holiday " + holiday.name() + " " + place(term, week);
      case Moment.FreeDay(Term term, Week week) -> "free " + place(term, week);
      case Moment.BetweenPeriods(Term term, Week week) -> "no period " + place(term, week);
      case Moment.InPeriod(Term term, Week week, Period period) ->
          period.shift() + " " + period.number() + " " + place(term, week);
    };
  }

  private static String place(Term term, Week week) {
    return "t" + term.number() + " w" + week.number() + "/" + week.numberInYear();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-04T23:59:59, outside",
    "2026-09-05T00:00:00, between terms",
    "2026-09-06T08:00:00, between terms",
    "2026-09-07T00:00:00, no period t1 w1/1",
    "2026-09-07T06:59:59, no period t1 w1/1",
    "2026-09-07T07:00:00, morning 1 t1 w1/1",
    "2026-09-07T07:44:59.999999, morning 1 t1 w1/1",
    "2026-09-07T07:45:00, no period t1 w1/1",
    "2026-09-07T07:50:00, morning 2 t1 w1/1",
    "2026-09-07T13:44:00, afternoon 1 t1 w1/1",
    "2026-09-12T07:10:00, morning 1 t1 w1/1",
    "2026-09-13T07:10:00, free t1 w1/1",
    "2026-09-14T07:10:00, morning 1 t1 w2/2",
    "2026-11-24T13:20:31, afternoon 1 t1 w12/12",
    "2027-01-01T07:10:00, holiday Tết Dương lịch t1 w17/17",
    "2027-01-16T13:00:00, afternoon 1 t1 w19/19",
    "2027-01-17T07:10:00, between terms",
    "2027-01-18T07:10:00, morning 1 t2 w1/20",
    "2027-01-30T07:10:00, morning 1 t2 w2/21",
    "2027-01-31T07:10:00, free t2 w2/21",
    "2027-02-01T07:10:00, holiday Tết Nguyên đán t2 w0/0",
    "2027-02-14T07:10:00, holiday Tết Nguyên đán t2 w0/0",
    "2027-02-15T07:10:00, morning 1 t2 w3/22",
    "2027-05-29T07:10:00, morning 1 t2 w17/36",
    "2027-05-30T07:10:00, between terms",
    "2027-06-01T07:10:00, outside"
  })
  void everyMomentHasItsPlace(LocalDateTime local, String place) {
    assertEquals(place, told(CALENDAR.at(local)));
  }

  @Test
  void weeksFillEachTermAndThoseOfTetHaveNoNumber() {
    List<Week> weeks = CALENDAR.weeks();
    for (Term term : List.of(ONE, TWO)) {
      List<Week> own = weeks.stream().filter(week -> week.term() == term.number()).toList();
      assertEquals(term.starts(), own.getFirst().first());
      assertEquals(term.ends(), own.getLast().last());
      for (int i = 1; i < own.size(); i++) {
        assertEquals(own.get(i - 1).last().plusDays(1), own.get(i).first());
      }
    }
    assertEquals(
        List.of(LocalDate.parse("2027-02-01"), LocalDate.parse("2027-02-08")),
        weeks.stream().filter(week -> !week.isCounted()).map(Week::first).toList());
    assertEquals(36, weeks.stream().filter(Week::isCounted).count());
  }

  @Test
  void aTermThatBeginsInTheMiddleOfAWeekHasAShortFirstWeek() {
    Term thursday = new Term(1, LocalDate.parse("2026-09-10"), LocalDate.parse("2026-12-01"));
    Week first = with(List.of(thursday), List.of(), PERIODS).weeks().getFirst();
    assertEquals(new Week(1, 1, 1, thursday.starts(), LocalDate.parse("2026-09-13")), first);
  }

  private static SchoolCalendar with(
      List<Term> terms, List<Holiday> holidays, List<Period> periods) {
    return new SchoolCalendar(
        2026, CALENDAR.starts(), CALENDAR.ends(), CALENDAR.weekdays(), terms, holidays, periods);
  }

  @Test
  void aSoundCalendarHasNoFault() {
    assertEquals(List.of(), CALENDAR.faults());
  }

  @Test
  void eachFaultIsToldAtItsField() {
    Term late = new Term(2, LocalDate.parse("2027-01-16"), LocalDate.parse("2027-05-29"));
    assertEquals(
        List.of(new CalendarFault(Rule.TERMS_OVERLAP, "terms[1].starts")),
        with(List.of(ONE, late), List.of(), PERIODS).faults());
    assertEquals(
        List.of(new CalendarFault(Rule.TERM_NUMBERS, "terms[0].number")),
        with(List.of(TWO), List.of(), PERIODS).faults());
    assertEquals(
        List.of(new CalendarFault(Rule.HOLIDAYS_OVERLAP, "holidays[1].starts")),
        with(
                List.of(ONE, TWO),
                List.of(TET, holiday("2027-02-14", "2027-02-16", "Nghỉ thêm")),
                PERIODS)
            .faults());
    assertEquals(
        List.of(new CalendarFault(Rule.HOLIDAY_DATES, "holidays[0].starts")),
        with(List.of(ONE, TWO), List.of(holiday("2027-06-01", "2027-06-02", "Hè")), PERIODS)
            .faults());
    Period early = period(Shift.AFTERNOON, 1, "08:30", "09:00");
    assertEquals(
        List.of(new CalendarFault(Rule.PERIODS_OVERLAP, "periods[2].starts")),
        with(List.of(ONE, TWO), List.of(), List.of(PERIODS.get(0), PERIODS.get(1), early))
            .faults());
    Period third = period(Shift.MORNING, 3, "09:00", "09:00");
    assertTrue(
        with(List.of(ONE, TWO), List.of(), List.of(PERIODS.get(0), third))
            .faults()
            .containsAll(
                List.of(
                    new CalendarFault(Rule.PERIOD_NUMBERS, "periods[1].number"),
                    new CalendarFault(Rule.PERIOD_TIMES, "periods[1].starts"))));
    SchoolCalendar wrongYear =
        new SchoolCalendar(
            2025, CALENDAR.starts(), CALENDAR.ends(), Set.of(), List.of(), List.of(), PERIODS);
    assertEquals(
        List.of(
            new CalendarFault(Rule.YEAR_DATES, "starts"),
            new CalendarFault(Rule.NO_WEEKDAYS, "weekdays")),
        wrongYear.faults());
  }
}
