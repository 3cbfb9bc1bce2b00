package org.khue.cloud.organisation.model;

import java.time.LocalDate;

/// A term of a school year.
///
/// @param number 1, 2, …
/// @param ends the last day
public record Term(int number, LocalDate starts, LocalDate ends) {
  public boolean contains(LocalDate day) {
    return !day.isBefore(starts) && !day.isAfter(ends);
  }
}
