package org.khue.cloud.platform.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// The hours in which only what is urgent is sent.
///
/// @param from first moment
/// @param to moment after the last, on the same day or the next; equal to `from` for no quiet hours
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  /// The moment from which on it may be sent: now, or the end of the quiet hours.
  Instant allowed(Instant now) {
    ZonedDateTime local = now.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean overnight = from.isAfter(to);
    boolean quiet =
        overnight
            ? !time.isBefore(from) || time.isBefore(to)
            : !time.isBefore(from) && time.isBefore(to);
    if (!quiet) {
      return now;
    }
    LocalDate day = local.toLocalDate();
    return (overnight && !time.isBefore(from) ? day.plusDays(1) : day)
        .atTime(to)
        .atZone(zone)
        .toInstant();
  }
}
