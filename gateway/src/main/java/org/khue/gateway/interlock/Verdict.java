package org.khue.gateway.interlock;

/// What a rule says of its output at a moment.
sealed interface Verdict {
  /// It may be on.
  record Free() implements Verdict {}

  /// Since the start, not every watched point has shown a value: it must not be switched on, and
  /// what is on stays on.
  record Unknown(String point) implements Verdict {}

  /// It must be safe.
  ///
  /// @param cause `condition`, `missing` or `rule`
  /// @param point whose value did it, as `device/point`; empty if the rule itself has failed
  /// @param value NaN if there is none
  record Unsafe(String cause, String point, double value) implements Verdict {}
}
