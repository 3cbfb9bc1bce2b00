package org.khue.driver.pjlink;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Fault;

/// How long a projector cools down and warms up: PJLink does not tell, so it is learnt from what
/// the projector has shown before.
final class PowerWatch {
  private final Map<PowerState, Long> fullMicros = new EnumMap<>(PowerState.class);
  private @Nullable PowerState state;
  private long sinceMicros;

  /// Whether the beginning of the present state was seen, or at least its neighbourhood.
  private boolean fromTheBeginning;

  /// The projector has just shown this state.
  synchronized void saw(PowerState now, long atMicros) {
    if (now == state) {
      return;
    }
    if (state != null && state.busy() && fromTheBeginning) {
      fullMicros.put(state, atMicros - sinceMicros);
    }
    fromTheBeginning = state != null;
    state = now;
    sinceMicros = atMicros;
  }

  /// Why it takes no order now, and for how long if that is known.
  synchronized Fault busy(PowerState busy, long atMicros) {
    boolean cooling = busy == PowerState.COOLING;
    String english = "The projector is " + busy.word() + " and takes no order: try again ";
    String vietnamese = cooling ? "Máy chiếu đang nguội, " : "Máy chiếu đang khởi động, ";
    Long full = fullMicros.get(busy);
    long left = full == null || !fromTheBeginning ? 0 : full - (atMicros - sinceMicros);
    if (left > 0) {
      long seconds = (left + 999_999) / 1_000_000;
      return new Fault.Busy(
          english + "in about " + seconds + " s",
          Map.of(
              "vi",
              vietnamese + "thử lại sau khoảng " + seconds + " giây.",
              "en",
              english + "in about " + seconds + " s."));
    }
    return new Fault.Busy(
        english + "when that is over",
        Map.of(
            "vi",
            vietnamese + (cooling ? "thử lại khi máy đã nguội." : "thử lại khi máy đã sáng."),
            "en",
            english + "when that is over."));
  }
}
