package org.khue.cloud.organisation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Collects what is wrong with the fields of a request.
final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  Faults unless(boolean sound, String field, String message) {
    if (!sound) {
      faults.add(new Fault(field, message));
    }
    return this;
  }

  Faults text(String field, String text, int longest) {
    return unless(
        !text.isEmpty() && text.length() <= longest, field, "1 to " + longest + " characters");
  }

  Faults textOrNull(String field, @Nullable String text, int longest) {
    return unless(
        text == null || text.length() <= longest, field, "at most " + longest + " characters");
  }

  Faults addAll(List<Fault> others) {
    faults.addAll(others);
    return this;
  }

  List<Fault> list() {
    return List.copyOf(faults);
  }

  /// @throws ProblemException that names them all, if there are any
  void raise() {
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
  }
}
