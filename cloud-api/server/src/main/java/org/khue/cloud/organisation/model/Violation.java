package org.khue.cloud.organisation.model;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A rule that a relation breaks.
public sealed interface Violation {
  /// A unit stands in no relation to itself.
  record Itself() implements Violation {}

  /// The end must lie after the start.
  record Backward() implements Violation {}

  /// A relation holds only while both units exist.
  record OutsideLife(UUID unit, Span life) implements Violation {}

  /// Another unit manages it in that time already.
  record SecondParent(Edge other) implements Violation {}

  /// The same relation stands there in that time already.
  record Twice(Edge other) implements Violation {}

  /// On that day each of these units would lie below the one before it, and the first below the
  /// last.
  record Cycle(List<UUID> units, LocalDate day) implements Violation {
    public Cycle {
      units = List.copyOf(units);
    }
  }

  /// A merger has a day, no end.
  record MergerWithEnd() implements Violation {}

  /// A merged unit ends on the day of the merger.
  record MergedLivesOn(UUID unit) implements Violation {}
}
