package org.khue.gateway.interlock;

import java.util.List;
import org.khue.gateway.config.InterlockRule;

/// One interlock, judged from what was seen of its points.
final class Rule {
  private final InterlockRule spec;
  private final List<PointWatch> watches;

  Rule(InterlockRule spec, long nowMicros) {
    this.spec = spec;
    watches = spec.watches().stream().map(watch -> new PointWatch(watch, nowMicros)).toList();
  }

  InterlockRule spec() {
    return spec;
  }

  /// Unsafe if any watch says so; else unknown if any does not know; else free. A rule that fails
  /// is unsafe: a bug must not leave anything on.
  Verdict judge(Sights sights, long nowMicros) {
    Verdict verdict = new Verdict.Free();
    for (int i = 0; i < watches.size(); i++) {
      Verdict one;
      try {
        InterlockRule.Watch watch = spec.watches().get(i);
        one =
            watches
                .get(i)
                .judge(
                    sights.of(watch.device(), watch.point()),
                    sights.alive(watch.device()),
                    nowMicros);
      } catch (RuntimeException e) {
        Interlocks.LOG.error("The interlock {} failed: its output is made safe", spec.id(), e);
        return new Verdict.Unsafe("rule", "", Double.NaN);
      }
      switch (one) {
        case Verdict.Unsafe unsafe -> {
          return unsafe;
        }
        case Verdict.Unknown unknown -> verdict = unknown;
        case Verdict.Free free -> {}
      }
    }
    return verdict;
  }
}
