package org.khue.gateway.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stamp;
import org.khue.gateway.config.AlarmRule;
import org.khue.gateway.config.AlarmRule.Condition;

/// One alarm rule: raised once when its condition has held for `for`, cleared once when the value
/// has left the hysteresis. A BAD value changes nothing, neither way, but for a rule that watches
/// just for that. Outside its hours a rule raises nothing, and what it has raised is cleared.
final class AlarmTracker {
  private final AlarmRule rule;
  private final long holdFor;

  private @Nullable Stamp pendingSince;
  private @Nullable Measured latest;
  private @Nullable RaisedAlarm raised;

  AlarmTracker(AlarmRule rule) {
    this.rule = rule;
    holdFor = rule.holdFor().toNanos() / 1_000;
  }

  AlarmRule rule() {
    return rule;
  }

  @Nullable RaisedAlarm raised() {
    return raised;
  }

  void resume(RaisedAlarm before) {
    raised = before;
  }

  Optional<AlarmChange> sample(Measured measured) {
    if (!measured.usable() && !(rule.condition() instanceof Condition.Missing)) {
      latest = null;
      return Optional.empty();
    }
    latest = measured;
    RaisedAlarm current = raised;
    if (current != null) {
      if (!clears(measured)) {
        return Optional.empty();
      }
      raised = null;
      pendingSince = null;
      return Optional.of(new AlarmChange.Cleared(current, measured.value(), measured.at()));
    }
    if (!raises(measured)) {
      pendingSince = null;
    } else if (pendingSince == null) {
      pendingSince = measured.at();
    }
    return tick(measured.at());
  }

  /// Lets time pass: a device that speaks only of changes raises its alarm without another word.
  Optional<AlarmChange> tick(Stamp now) {
    if (!rule.during().covers(now)) {
      return rest(now);
    }
    Stamp since = pendingSince;
    Measured value = latest;
    if (since == null
        || value == null
        || raised != null
        || now.monotonicMicros() - since.monotonicMicros() < holdFor) {
      return Optional.empty();
    }
    pendingSince = null;
    RaisedAlarm alarm =
        new RaisedAlarm(
            rule.id(),
            rule.device(),
            rule.point(),
            value.point().unit(),
            value.value(),
            now,
            false,
            null);
    raised = alarm;
    return Optional.of(new AlarmChange.Raised(alarm));
  }

  private Optional<AlarmChange> rest(Stamp now) {
    RaisedAlarm current = raised;
    raised = null;
    // What still holds when its hours begin counts from then on.
    pendingSince = pendingSince == null ? null : now;
    return current == null
        ? Optional.empty()
        : Optional.of(new AlarmChange.Cleared(current, Double.NaN, now));
  }

  /// Its raising is in the journal now.
  void journaled() {
    RaisedAlarm current = raised;
    if (current != null) {
      raised = current.inJournal();
    }
  }

  /// Somebody has seen it; or, with null, that could not be kept.
  void acknowledge(@Nullable Acknowledgement seen) {
    RaisedAlarm current = raised;
    if (current != null) {
      raised = current.acknowledged(seen);
    }
  }

  private boolean raises(Measured measured) {
    return switch (rule.condition()) {
      case Condition.Above above -> measured.value() >= above.limit();
      case Condition.Below below -> measured.value() <= below.limit();
      case Condition.InStates in -> inStates(in, measured);
      case Condition.Missing missing -> !measured.usable();
      case Condition.Stuck stuck -> isStuck(measured);
    };
  }

  private boolean clears(Measured measured) {
    return switch (rule.condition()) {
      case Condition.Above above -> measured.value() < above.clearBelow();
      case Condition.Below below -> measured.value() > below.clearAbove();
      case Condition.InStates in -> !inStates(in, measured);
      case Condition.Missing missing -> measured.usable();
      case Condition.Stuck stuck -> !isStuck(measured);
    };
  }

  private static boolean isStuck(Measured measured) {
    return StuckCheck.REASON.equals(measured.reason());
  }

  private static boolean inStates(Condition.InStates in, Measured measured) {
    String state = measured.state();
    return state != null && in.states().stream().anyMatch(state::equalsIgnoreCase);
  }
}
