package org.khue.cloud.equipment.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Everything that is wrong with a request, told at once.
public final class Checks {
  private final List<Fault> faults = new ArrayList<>();

  /// Notes a fault where the condition does not hold.
  public Checks that(boolean holds, String field, String otherwise) {
    if (!holds) {
      faults.add(new Fault(field, otherwise));
    }
    return this;
  }

  /// A text of 1 to so many characters.
  public Checks filled(String field, String text, int longest) {
    return that(
        !text.isBlank() && text.length() <= longest, field, "1 to " + longest + " characters");
  }

  /// A text of at most so many characters.
  public Checks upTo(String field, @Nullable String text, int longest) {
    return that(
        text == null || text.length() <= longest, field, "at most " + longest + " characters");
  }

  /// A text of that form, or none.
  public Checks matches(String field, @Nullable String text, Pattern form, String otherwise) {
    return that(text == null || form.matcher(text).matches(), field, otherwise);
  }

  /// @throws ProblemException 422 that names all of them, if there are any
  public void raise() {
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
  }
}
