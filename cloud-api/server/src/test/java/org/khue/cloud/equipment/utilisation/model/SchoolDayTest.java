package org.khue.cloud.equipment.utilisation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.khue.cloud.equipment.model.OpeningTimes;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.SwappedDay;
import org.khue.cloud.organisation.model.Term;

class SchoolDayTest {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final SchoolCalendar CALENDAR =
      new SchoolCalendar(
          2026,
          LocalDate.of(2026, 9, 1),
          LocalDate.of(2027, 5, 31),
          Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
          List.of(
              new Term(1, LocalDate.of(2026, 9, 7), LocalDate.of(2027, 1, 10)),
              new Term(2, LocalDate.of(2027, 1, 18), LocalDate.of(2027, 5, 31))),
          List.of(new Holiday(LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 20), "Nghỉ", null)),
          List.of(
              new Period(Shift.MORNING, 2, LocalTime.of(7, 50), LocalTime.of(8, 35)),
              new Period(Shift.AFTERNOON, 1, LocalTime.of(13, 0), LocalTime.of(13, 45))),
          List.of(new SwappedDay(LocalDate.of(2026, 9, 26), DayOfWeek.MONDAY)));

  private static SchoolDay on(int month, int day) {
    return SchoolDay.of(CALENDAR, LocalDate.of(2026, month, day), VIETNAM);
  }

  @Test
  void aDayOfLessonsHasThePeriodsOfTheBells() {
    SchoolDay monday = on(9, 21);
    assertEquals(List.of(2, 21), monday.slots().stream().map(Slot::code).toList());
    assertEquals(Instant.parse("2026-09-21T00:50:00Z"), monday.slots().getFirst().time().start());
    // The week of the holiday is not counted.
    assertEquals(List.of(2026, 1, 2, 1), place(monday));
  }

  @Test
  void aSwappedDayCountsAsTheWeekdayWhoseLessonsAreGiven() {
    assertEquals(List.of(2026, 1, 2, 1), place(on(9, 26)));
    assertEquals(2, on(9, 26).slots().size());
  }

  @Test
  void holidaysFreeDaysAndDaysBetweenTermsHaveNoSlots() {
    for (SchoolDay day : List.of(on(9, 14), on(9, 9), on(9, 2))) {
      assertTrue(day.slots().isEmpty(), day.day().toString());
    }
  }

  @Test
  void withoutACalendarTheHoursOfTheOpeningPeriodsAreCounted() {
    OpeningTimes.Period opening =
        new OpeningTimes.Period(DayOfWeek.MONDAY, LocalTime.of(7, 30), LocalTime.of(9, 0));
    SchoolDay day = SchoolDay.of(List.of(opening), LocalDate.of(2026, 9, 21), VIETNAM);
    assertEquals(List.of(107, 108), day.slots().stream().map(Slot::code).toList());
    assertEquals(30, day.slots().getFirst().time().length().toMinutes());
    assertEquals(List.of(0, 0, 0, 1), place(day));
  }

  private static List<Integer> place(SchoolDay day) {
    return List.of(day.year(), day.term(), day.week(), day.weekday());
  }
}
