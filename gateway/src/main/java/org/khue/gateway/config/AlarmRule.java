package org.khue.gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// A local alarm: it works without the cloud.
///
/// @param id unique in the room
/// @param holdFor so long the condition must hold before the alarm is raised
/// @param during when the rule watches; outside of it nothing is raised, and what stands is cleared
/// @param message by language: what is wrong
/// @param action by language: what to do next
/// @param procedure by language: the room's own steps, one a line; empty if there are none
public record AlarmRule(
    String id,
    String device,
    String point,
    Condition condition,
    Duration holdFor,
    Schedule during,
    Severity severity,
    Map<String, String> message,
    Map<String, String> action,
    Map<String, String> procedure) {
  public AlarmRule {
    message = Map.copyOf(message);
    action = Map.copyOf(action);
    procedure = Map.copyOf(procedure);
  }

  /// When it is raised and cleared. Between raise and clear lies a hysteresis, in which it stays as
  /// it is.
  public sealed interface Condition {
    /// Raised at a value ≥ `limit`, cleared at one < `clearBelow`; `clearBelow` ≤ `limit`.
    record Above(double limit, double clearBelow) implements Condition {}

    /// Raised at a value ≤ `limit`, cleared at one > `clearAbove`; `clearAbove` ≥ `limit`.
    record Below(double limit, double clearAbove) implements Condition {}

    /// Raised in one of these states of the point, cleared in any other.
    record InStates(Set<String> states) implements Condition {
      public InStates {
        states = Set.copyOf(states);
      }
    }

    /// Raised while there is no usable value: the device is away, silent or answers nonsense.
    record Missing() implements Condition {}

    /// Raised while the value is doubted because it has stood still for hours, as that of a frozen
    /// sensor does.
    record Stuck() implements Condition {}
  }

  /// On the wire in lower case.
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }
}
