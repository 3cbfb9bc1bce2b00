package org.khue.cloud.organisation.model;

/// A rule that a calendar breaks.
///
/// @param field where, as in JSON: `terms[1].starts`
public record CalendarFault(Rule rule, String field) {

  /// What a calendar must be.
  public enum Rule {
    /// The year begins in the calendar year that names it, and ends 60 to 400 days later.
    YEAR_DATES,
    /// At least one weekday has lessons.
    NO_WEEKDAYS,
    /// 1 to 4 terms, numbered from 1 in their order.
    TERM_NUMBERS,
    /// A term begins before it ends, within the year.
    TERM_DATES,
    /// Terms follow one another.
    TERMS_OVERLAP,
    /// A holiday begins before it ends, within the year, at most 60 of them.
    HOLIDAY_DATES,
    HOLIDAYS_OVERLAP,
    /// A name of 1 to 200 characters.
    HOLIDAY_NAME,
    /// A swapped day lies in a term, is no holiday, stands once, and takes a day of lessons; at
    /// most 60 of them.
    SWAPPED_DAYS,
    /// The periods of a shift are numbered from 1 to at most 20 in their order.
    PERIOD_NUMBERS,
    /// A period begins before it ends.
    PERIOD_TIMES,
    PERIODS_OVERLAP
  }
}
