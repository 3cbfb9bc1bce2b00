package org.khue.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.driver.Sample;

/// What is remembered of one point from value to value.
final class PointLine {
  private final PointSpec spec;
  private final ReportRule report;
  private final @Nullable StuckCheck stuck;
  private @Nullable String state;
  private @Nullable Measured latest;

  PointLine(PointSpec spec, StuckCheck.Settings stuckSettings) {
    this.spec = spec;
    report = new ReportRule(spec);
    stuck = stuckSettings.applies(spec) ? new StuckCheck(stuckSettings) : null;
  }

  PointSpec spec() {
    return spec;
  }

  Measured convert(Sample sample, Stamp at) {
    Measured measured = Conversion.convert(spec, sample, at);
    return stuck == null ? measured : stuck.check(measured);
  }

  /// Whether it becomes a reading.
  boolean report(Measured measured) {
    latest = measured;
    return report.take(measured);
  }

  /// Whether the device tells it by itself and it holds until the next word, such as a switch.
  static boolean holds(PointSpec point) {
    return point.poll().isZero() && !point.states().isEmpty();
  }

  /// The state that still holds, as a value of this moment, when the heartbeat is due; null if none
  /// does.
  @Nullable Measured repeated(Stamp now) {
    Measured before = latest;
    if (before == null || !before.usable() || !holds(spec)) {
      return null;
    }
    Measured again = new Measured(spec, before.value(), before.quality(), before.reason(), now);
    return report.take(again) ? again : null;
  }

  /// The name of the state that was left; null if it is still the same, the first one, or none.
  @Nullable String leftState(Measured measured) {
    String next = measured.usable() ? measured.state() : null;
    if (next == null || next.equals(state)) {
      return null;
    }
    String before = state;
    state = next;
    return before;
  }
}
