package org.khue.cloud.equipment.model;

import java.time.Duration;

/// How much a room or device was used in a period, with what that statement rests on.
///
/// @param available how long it could be used
/// @param used how long it was in use while available, by evidence
/// @param minutesExpected minutes in which data should have come
/// @param minutesWithData minutes in which data came; at most `minutesExpected`
public record Figure(
    Duration available, Duration used, long minutesExpected, long minutesWithData) {

  /// Nothing could be used and nothing be expected.
  public static final Figure NONE = new Figure(Duration.ZERO, Duration.ZERO, 0, 0);

  /// used ÷ available; NaN when it was never available.
  public double utilisation() {
    return available.isZero() ? Double.NaN : micros(used) / (double) micros(available);
  }

  /// Minutes with data ÷ minutes expected; NaN when none was expected yet.
  public double coverage() {
    return minutesExpected == 0 ? Double.NaN : minutesWithData / (double) minutesExpected;
  }

  /// The figure of two rooms, or of two periods, together.
  public Figure plus(Figure other) {
    return new Figure(
        available.plus(other.available),
        used.plus(other.used),
        minutesExpected + other.minutesExpected,
        minutesWithData + other.minutesWithData);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
