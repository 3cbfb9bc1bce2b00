package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;

class ScheduleTest {
  private static final Schedule LESSONS =
      new Schedule(
          Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), LocalTime.of(7, 0), LocalTime.of(17, 0));
  private static final Schedule FRIDAY_NIGHT =
      new Schedule(Set.of(DayOfWeek.FRIDAY), LocalTime.of(18, 0), LocalTime.of(6, 0));

  /// 2026-11-23 is a Monday.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T07:00:00+07:00, true",
    "2026-11-23T06:59:59+07:00, false",
    "2026-11-23T16:59:59+07:00, true",
    "2026-11-23T17:00:00+07:00, false",
    "2026-11-25T09:00:00+07:00, false",
    "2026-11-24T09:59:00Z, true",
  })
  void itCoversItsHoursOnItsDays(String time, boolean covered) {
    assertEquals(covered, LESSONS.covers(at(time)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T17:59:59+07:00, false",
    "2026-11-27T18:00:00+07:00, true",
    "2026-11-28T05:59:59+07:00, true",
    "2026-11-28T06:00:00+07:00, false",
    "2026-11-27T05:00:00+07:00, false",
    "2026-11-28T18:00:00+07:00, false",
  })
  void oneOverMidnightBelongsToTheDayOnWhichItBegins(String time, boolean covered) {
    assertEquals(covered, FRIDAY_NIGHT.covers(at(time)));
  }

  @Test
  void withoutAKnownTimeItCoversEveryMoment() {
    assertTrue(LESSONS.covers(new Stamp(0, 1, 1, ClockState.UNSYNCED)));
  }

  private static Stamp at(String time) {
    long micros = OffsetDateTime.parse(time).toEpochSecond() * 1_000_000;
    return new Stamp(micros, 1, 1, ClockState.SYNCED);
  }
}
