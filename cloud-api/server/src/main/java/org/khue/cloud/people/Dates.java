package org.khue.cloud.people;

import java.time.LocalDate;
import java.util.List;
import org.khue.cloud.platform.problem.ProblemException;

/// Ranges of dates [from, to).
final class Dates {
  private Dates() {}

  static void requireAfter(LocalDate from, LocalDate to) {
    if (!to.isAfter(from)) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("to", "must be later than the first day, " + from)));
    }
  }
}
