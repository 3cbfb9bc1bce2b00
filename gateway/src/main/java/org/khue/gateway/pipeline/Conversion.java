package org.khue.gateway.pipeline;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.driver.Sample;
import org.khue.driver.Value;

/// Raw × scale + offset, words to state numbers, plausibility. A value outside the plausible range
/// is kept, but BAD.
final class Conversion {
  private Conversion() {}

  static Measured convert(PointSpec point, Sample sample, Stamp at) {
    if (sample.quality() == org.khue.driver.Quality.BAD) {
      return Measured.bad(point, orElse(sample.reason(), "device"), at);
    }
    OptionalDouble number =
        switch (sample.value()) {
          case Value.Num num -> OptionalDouble.of(num.value() * point.scale() + point.offset());
          case Value.Text text -> ofWord(point, text.value().strip());
        };
    boolean isState = !point.states().isEmpty();
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      return Measured.bad(point, isState ? "unknown-state" : "not-a-number", at);
    }
    double value = number.getAsDouble();
    if (isState && (value != Math.rint(value) || !point.states().containsKey((int) value))) {
      return new Measured(point, value, Quality.BAD, "unknown-state", at);
    }
    if (below(value, point.low()) || above(value, point.high())) {
      return new Measured(point, value, Quality.BAD, "out-of-range", at);
    }
    return sample.quality() == org.khue.driver.Quality.UNCERTAIN
        ? new Measured(point, value, Quality.UNCERTAIN, orElse(sample.reason(), "device"), at)
        : new Measured(point, value, Quality.GOOD, null, at);
  }

  private static OptionalDouble ofWord(PointSpec point, String word) {
    for (Map.Entry<Integer, String> state : point.states().entrySet()) {
      if (state.getValue().equalsIgnoreCase(word)) {
        return OptionalDouble.of(state.getKey());
      }
    }
    try {
      return OptionalDouble.of(Double.parseDouble(word) * point.scale() + point.offset());
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean below(double value, @Nullable Double low) {
    return low != null && value < low;
  }

  private static boolean above(double value, @Nullable Double high) {
    return high != null && value > high;
  }

  private static String orElse(@Nullable String text, String fallback) {
    return text == null || text.isBlank() ? fallback : text;
  }
}
