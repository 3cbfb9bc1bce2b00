package org.khue.gateway.interlock;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.AlarmRule.Condition;
import org.khue.gateway.config.InterlockRule;
import org.khue.gateway.pipeline.Watcher.Look;

/// One watched point. Once its condition holds it holds until the value has left the hysteresis; no
/// usable value for too long counts as the condition itself.
final class PointWatch {
  private final InterlockRule.Watch watch;
  private @Nullable Look usable;
  private long goneSinceMicros;
  private boolean gone = true;
  private long aliveMicros;
  private @Nullable Long pendingSinceMicros;
  private boolean holds;

  PointWatch(InterlockRule.Watch watch, long nowMicros) {
    this.watch = watch;
    goneSinceMicros = nowMicros;
    aliveMicros = nowMicros;
  }

  /// As `device/point`.
  String name() {
    return watch.device() + "/" + watch.point();
  }

  /// @param latest what was seen last; null for nothing yet
  /// @param alive when the device's pipeline last said that it works
  Verdict judge(@Nullable Look latest, @Nullable Long alive, long nowMicros) {
    if (alive != null) {
      aliveMicros = alive;
    }
    if (latest != null) {
      take(latest);
    }
    Look value = usable;
    if (gone && passed(goneSinceMicros, watch.missingFor(), nowMicros)
        || passed(aliveMicros, watch.missingFor(), nowMicros)) {
      return new Verdict.Unsafe("missing", name(), Double.NaN);
    }
    if (value == null) {
      return new Verdict.Unknown(name());
    }
    Long since = pendingSinceMicros;
    if (since != null && passed(since, watch.holdFor(), nowMicros)) {
      holds = true;
    }
    return holds ? new Verdict.Unsafe("condition", name(), value.value()) : new Verdict.Free();
  }

  private void take(Look look) {
    if (!look.usable()) {
      if (!gone) {
        gone = true;
        goneSinceMicros = look.atMicros();
      }
      return;
    }
    gone = false;
    usable = look;
    if (left(look)) {
      holds = false;
      pendingSinceMicros = null;
    } else if (!reached(look)) {
      pendingSinceMicros = null;
    } else if (pendingSinceMicros == null) {
      pendingSinceMicros = look.atMicros();
    }
  }

  private boolean reached(Look look) {
    return switch (watch.condition()) {
      case Condition.Above above -> look.value() >= above.limit();
      case Condition.Below below -> look.value() <= below.limit();
      case Condition.InStates(Set<String> states) ->
          look.state() != null && states.contains(look.state());
      case Condition.Missing missing -> false;
      case Condition.Stuck stuck -> false;
    };
  }

  private boolean left(Look look) {
    return switch (watch.condition()) {
      case Condition.Above above -> look.value() < above.clearBelow();
      case Condition.Below below -> look.value() > below.clearAbove();
      case Condition.InStates in -> !reached(look);
      case Condition.Missing missing -> true;
      case Condition.Stuck stuck -> true;
    };
  }

  private static boolean passed(long sinceMicros, Duration length, long nowMicros) {
    return nowMicros - sinceMicros >= length.toNanos() / 1_000;
  }
}
