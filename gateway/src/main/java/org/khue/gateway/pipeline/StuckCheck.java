package org.khue.gateway.pipeline;

import java.time.Duration;
import java.util.Set;
import org.khue.driver.PointSpec;

/// Tells a frozen sensor: a living one has noise in its last digit, so a value that stays exactly
/// the same for hours is doubted.
final class StuckCheck {
  /// Why its values are doubted.
  static final String REASON = "stuck";

  /// @param after zero switches the check off
  /// @param units UCUM units of quantities that never stand still; a lamp-hour counter or the power
  ///   of a socket that is off may do so for days
  record Settings(Duration after, Set<String> units) {
    static final Settings DEFAULT =
        new Settings(Duration.ofHours(6), Set.of("Cel", "[ppm]", "hPa", "Hz"));

    Settings {
      units = Set.copyOf(units);
    }

    boolean applies(PointSpec point) {
      return !after.isZero() && point.states().isEmpty() && units.contains(point.unit());
    }
  }

  private final long afterMicros;
  private double value = Double.NaN;
  private long sinceMicros;

  StuckCheck(Settings settings) {
    afterMicros = settings.after().toNanos() / 1_000;
  }

  Measured check(Measured next) {
    if (!next.usable()) {
      return next;
    }
    if (next.value() != value) {
      value = next.value();
      sinceMicros = next.at().monotonicMicros();
      return next;
    }
    return next.at().monotonicMicros() - sinceMicros >= afterMicros ? next.doubted(REASON) : next;
  }
}
