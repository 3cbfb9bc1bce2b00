package org.khue.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;

/// A value after conversion, before the report rule.
///
/// @param value in the point's unit; NaN when there is none
/// @param reason why the quality is not GOOD
record Measured(PointSpec point, double value, Quality quality, @Nullable String reason, Stamp at) {

  static Measured bad(PointSpec point, String reason, Stamp at) {
    return new Measured(point, Double.NaN, Quality.BAD, reason, at);
  }

  /// Whether uses, alarms and states may be told from it.
  boolean usable() {
    return quality != Quality.BAD && !Double.isNaN(value);
  }

  /// The name of its state; null for a measured value.
  @Nullable String state() {
    return Double.isNaN(value) ? null : point.states().get((int) value);
  }

  Measured doubted(String why) {
    return new Measured(point, value, Quality.UNCERTAIN, why, at);
  }
}
