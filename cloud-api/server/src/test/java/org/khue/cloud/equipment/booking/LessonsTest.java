package org.khue.cloud.equipment.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.SwappedDay;
import org.khue.cloud.organisation.model.Term;

class LessonsTest {
  private static final Period FIRST =
      new Period(Shift.MORNING, 1, LocalTime.of(7, 0), LocalTime.of(7, 45));
  private static final Period SECOND =
      new Period(Shift.MORNING, 2, LocalTime.of(7, 50), LocalTime.of(8, 35));
  private static final Lessons LESSONS =
      new Lessons(
          new SchoolCalendar(
              2026,
              LocalDate.of(2026, 9, 7),
              LocalDate.of(2027, 1, 31),
              Set.of(
                  DayOfWeek.MONDAY,
                  DayOfWeek.TUESDAY,
                  DayOfWeek.WEDNESDAY,
                  DayOfWeek.THURSDAY,
                  DayOfWeek.FRIDAY),
              List.of(
                  new Term(1, LocalDate.of(2026, 9, 7), LocalDate.of(2026, 10, 11)),
                  new Term(2, LocalDate.of(2026, 10, 12), LocalDate.of(2027, 1, 31))),
              List.of(
                  new Holiday(LocalDate.of(2026, 9, 21), LocalDate.of(2026, 9, 22), "Nghỉ", null)),
              List.of(FIRST, SECOND),
              // The Monday of 28 September is taught as a Friday; the Saturday of 3 October as a
              // Monday.
              List.of(
                  new SwappedDay(LocalDate.of(2026, 9, 28), DayOfWeek.FRIDAY),
                  new SwappedDay(LocalDate.of(2026, 10, 3), DayOfWeek.MONDAY))),
          ZoneId.of("Asia/Ho_Chi_Minh"));

  @Test
  void aSeriesSkipsHolidaysFollowsSwappedDaysAndEndsWithTheTerm() {
    assertEquals(
        List.of(
            LocalDate.of(2026, 9, 7),
            LocalDate.of(2026, 9, 14),
            LocalDate.of(2026, 10, 3),
            LocalDate.of(2026, 10, 5)),
        LESSONS.weekly(LocalDate.of(2026, 9, 7)));
  }

  @Test
  void aSeriesThatBeginsOnASwappedDayIsOfTheWeekdayTaughtThen() {
    assertEquals(
        List.of(LocalDate.of(2026, 9, 28), LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 9)),
        LESSONS.weekly(LocalDate.of(2026, 9, 28)));
    assertEquals(List.of(), LESSONS.weekly(LocalDate.of(2027, 2, 1)));
  }

  @Test
  void aSpanGoesFromTheFirstBellToTheLast() {
    var span = LESSONS.span(LocalDate.of(2026, 9, 7), FIRST, SECOND);
    assertEquals(Instant.parse("2026-09-07T00:00:00Z"), span.start());
    assertEquals(Instant.parse("2026-09-07T01:35:00Z"), span.end());
  }
}
