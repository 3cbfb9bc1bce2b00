package org.khue.driver;

import org.jspecify.annotations.Nullable;

/// What a device gave for a point, unscaled.
///
/// @param quality GOOD unless the device itself reports a doubt or an error
/// @param reason a short code when the quality is not GOOD, such as `sensor-error`
/// @param wallMicros µs UTC by the gateway's clock, when it arrived
/// @param monotonicMicros µs since the gateway's boot, when it arrived
public record Sample(
    String point,
    Value value,
    Quality quality,
    @Nullable String reason,
    long wallMicros,
    long monotonicMicros) {

  /// A good number, arrived now.
  public static Sample number(String point, double value, TimeSource time) {
    return new Sample(
        point, new Value.Num(value), Quality.GOOD, null, time.wallMicros(), time.monotonicMicros());
  }

  /// A good word, arrived now.
  public static Sample text(String point, String value, TimeSource time) {
    return new Sample(
        point,
        new Value.Text(value),
        Quality.GOOD,
        null,
        time.wallMicros(),
        time.monotonicMicros());
  }
}
