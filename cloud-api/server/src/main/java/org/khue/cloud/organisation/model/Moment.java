package org.khue.cloud.organisation.model;

/// Where a point in time lies in a school year.
public sealed interface Moment {
  /// Before its first or after its last day.
  record OutsideYear() implements Moment {}

  /// Within the year, but in no term.
  record BetweenTerms() implements Moment {}

  record OnHoliday(Term term, Week week, Holiday holiday) implements Moment {}

  /// A weekday without lessons.
  record FreeDay(Term term, Week week) implements Moment {}

  /// A day of lessons: before, between or after the periods.
  record BetweenPeriods(Term term, Week week) implements Moment {}

  record InPeriod(Term term, Week week, Period period) implements Moment {}
}
