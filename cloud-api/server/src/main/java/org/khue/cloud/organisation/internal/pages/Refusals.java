package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpStatus;
import java.util.regex.Pattern;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// What a facade refused, said on the form that asked for it.
final class Refusals {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private Refusals() {}

  /// The version that a form carries unseen; 0, which no record has, for anything else.
  static int version(String typed) {
    return NUMBER.matcher(typed).matches() ? Integer.parseInt(typed) : 0;
  }

  /// @throws ProblemException the refusal itself where a page of its own says it better
  static FormInput on(Text text, FormInput input, ProblemException refusal) {
    if (refusal.status() == HttpStatus.PRECONDITION_FAILED) {
      return input.reject(text.t("org.changed-meanwhile"));
    }
    if (refusal.status() == HttpStatus.UNPROCESSABLE_ENTITY && !refusal.faults().isEmpty()) {
      return input.reject(refusal.faults().getFirst().message());
    }
    throw refusal;
  }
}
