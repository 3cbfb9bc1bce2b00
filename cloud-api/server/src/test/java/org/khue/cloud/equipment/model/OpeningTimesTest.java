package org.khue.cloud.equipment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTimesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final OpeningTimes SCHOOL =
      new OpeningTimes(
          Arrays.stream(DayOfWeek.values())
              .filter(day -> day != DayOfWeek.SUNDAY)
              .map(day -> new OpeningTimes.Period(day, LocalTime.of(7, 0), LocalTime.of(17, 30)))
              .toList(),
          false,
          ZONE);

  private static Interval between(String from, String to) {
    return new Interval(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void aWeekHasSixDaysOfTenAndAHalfHours() {
    Intervals open = SCHOOL.within(between("2026-11-22T17:00:00Z", "2026-11-29T17:00:00Z"));
    assertEquals(Duration.ofMinutes(6 * 630), open.total());
    assertEquals(6, open.parts().size());
  }

  @Test
  void aDayInProgressCountsOnlyWhatIsPast() {
    // Tuesday 7:00 to 12:00 in Vietnam.
    Intervals open = SCHOOL.within(between("2026-11-23T17:00:00Z", "2026-11-24T05:00:00Z"));
    assertEquals(Duration.ofHours(5), open.total());
  }

  @Test
  void sundayIsClosed() {
    assertTrue(SCHOOL.within(between("2026-11-28T17:00:00Z", "2026-11-29T17:00:00Z")).isEmpty());
  }

  @Test
  void alwaysOpenIsTheWholePeriod() {
    Interval period = between("2026-11-28T17:00:00Z", "2026-11-29T17:00:00Z");
    assertEquals(List.of(period), OpeningTimes.always(ZONE).within(period).parts());
  }

  @Test
  void anEmptyPeriodHasNoOpenTime() {
    Interval nothing = between("2026-11-24T05:00:00Z", "2026-11-24T05:00:00Z");
    assertTrue(SCHOOL.within(nothing).isEmpty());
    assertTrue(OpeningTimes.always(ZONE).within(nothing).isEmpty());
  }
}
