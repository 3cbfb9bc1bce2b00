package org.khue.cloud.identity.internal.page;

import java.time.LocalDate;
import org.khue.cloud.identity.internal.grant.Assignment;

/// An assignment in a table.
///
/// @param unit its name
public record AssignmentLine(Assignment assignment, String unit, LocalDate today) {
  /// Key of the word for what it is today.
  public String stateKey() {
    if (assignment.isValid(today)) {
      return "assignment.valid";
    }
    return assignment.endedAt() == null && today.isBefore(assignment.from())
        ? "assignment.coming"
        : "assignment.over";
  }

  /// Whether it can still be taken away.
  public boolean isOpen() {
    return assignment.endedAt() == null
        && (assignment.to() == null || assignment.to().isAfter(today));
  }
}
