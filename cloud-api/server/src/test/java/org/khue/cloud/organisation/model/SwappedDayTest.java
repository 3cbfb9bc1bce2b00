package org.khue.cloud.organisation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwappedDayTest {
  private static final LocalDate SATURDAY = LocalDate.of(2026, 9, 12);
  private static final LocalDate HOLIDAY = LocalDate.of(2026, 11, 20);

  private static SchoolCalendar with(SwappedDay... swapped) {
    LocalDate starts = LocalDate.of(2026, 9, 7);
    LocalDate ends = LocalDate.of(2027, 5, 28);
    return new SchoolCalendar(
        2026,
        starts,
        ends,
        Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
        List.of(new Term(1, starts, ends)),
        List.of(new Holiday(HOLIDAY, HOLIDAY, "Ngày Nhà giáo", null)),
        List.of(new Period(Shift.MORNING, 1, LocalTime.of(7, 0), LocalTime.of(7, 45))),
        List.of(swapped));
  }

  private static List<CalendarFault> faults(SwappedDay... swapped) {
    return with(swapped).faults();
  }

  @Test
  void aSaturdayThatMakesUpForAMondayIsADayOfLessons() {
    SchoolCalendar calendar = with(new SwappedDay(SATURDAY, DayOfWeek.MONDAY));
    assertEquals(List.of(), calendar.faults());
    assertTrue(calendar.isSchoolDay(SATURDAY));
    assertFalse(calendar.isSchoolDay(SATURDAY.plusDays(7)));
    assertEquals(Optional.of(DayOfWeek.MONDAY), calendar.timetable(SATURDAY));
    assertInstanceOf(Moment.InPeriod.class, calendar.at(SATURDAY.atTime(7, 30)));
  }

  @Test
  void itLiesInATermIsNoHolidayStandsOnceAndTakesADayOfLessons() {
    SwappedDay sound = new SwappedDay(SATURDAY, DayOfWeek.MONDAY);
    CalendarFault.Rule broken = CalendarFault.Rule.SWAPPED_DAYS;
    List<List<CalendarFault>> all =
        List.of(
            faults(new SwappedDay(LocalDate.of(2027, 6, 5), DayOfWeek.MONDAY)),
            faults(new SwappedDay(HOLIDAY, DayOfWeek.MONDAY)),
            faults(sound, sound),
            faults(new SwappedDay(SATURDAY, DayOfWeek.SUNDAY)));
    for (List<CalendarFault> faults : all) {
      assertEquals(List.of(broken), faults.stream().map(CalendarFault::rule).toList());
    }
  }
}
