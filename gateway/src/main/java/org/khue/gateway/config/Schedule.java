package org.khue.gateway.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;

/// Days and hours of a week, in the time of Vietnam, which has one zone and no summer time.
///
/// @param days on which it begins
/// @param from the first minute of it
/// @param to the first minute after it; before `from` when it goes over midnight
public record Schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /// Every day and hour.
  public static final Schedule ALWAYS =
      new Schedule(EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MIN);

  public Schedule {
    days = Set.copyOf(days);
  }

  /// Whether the moment lies within it. While the clock is not known, every moment does: an alarm
  /// too many is better than one too few.
  public boolean covers(Stamp at) {
    if (equals(ALWAYS) || at.clock() == ClockState.UNSYNCED || at.wallMicros() == 0) {
      return true;
    }
    ZonedDateTime now =
        Instant.ofEpochMilli(TimeUnit.MICROSECONDS.toMillis(at.wallMicros())).atZone(VIETNAM);
    LocalTime time = now.toLocalTime();
    if (from.isBefore(to)) {
      return days.contains(now.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
    return !time.isBefore(from) && days.contains(now.getDayOfWeek())
        || time.isBefore(to) && days.contains(now.getDayOfWeek().minus(1));
  }
}
