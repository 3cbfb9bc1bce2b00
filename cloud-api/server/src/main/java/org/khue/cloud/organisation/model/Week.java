package org.khue.cloud.organisation.model;

import java.time.LocalDate;

/// A week of a term, from Monday to Sunday, cut at the term's ends.
///
/// @param number in the term, from 1; 0 for a week in which there are no lessons, which is not
///   counted
/// @param numberInYear over all terms, from 1; 0 likewise
public record Week(int term, int number, int numberInYear, LocalDate first, LocalDate last) {
  public boolean isCounted() {
    return number > 0;
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }
}
