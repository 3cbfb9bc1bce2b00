package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// A form about a person, with what its page says around it.
///
/// @param explain a sentence above the form; empty for none
/// @param refusals where the form says what a facade refuses, by the name of the facade's field
/// @param before what was there before, below the form
record Sheet(
    String title,
    String explain,
    FormInput input,
    Map<String, Refusal> refusals,
    List<PersonView.Line> before) {
  /// The hidden field with the version that the reader saw.
  static final String VERSION = "version";

  /// Name of the refusal when something is taken already (409).
  static final String CONFLICT = "conflict";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /// @param field of the form
  /// @param words in the reader's language
  record Refusal(String field, String words) {}

  static Sheet of(String title, String explain, FormInput input, Map<String, Refusal> refusals) {
    return new Sheet(title, explain, input, refusals, List.of());
  }

  Sheet after(List<PersonView.Line> earlier) {
    return new Sheet(title, explain, input, refusals, earlier);
  }

  /// The version that a form carries unseen; 0, which no record has, for anything else.
  static long version(FormInput input) {
    String typed = input.text(VERSION);
    return NUMBER.matcher(typed).matches() ? Long.parseLong(typed) : 0;
  }

  /// What was sent, with the refusal at its fields.
  ///
  /// @throws ProblemException the refusal itself where a page of its own says it better
  FormInput refused(Text text, FormInput sent, ProblemException problem) {
    Refusal conflict = refusals.get(CONFLICT);
    if (problem.status() == HttpStatus.PRECONDITION_FAILED) {
      return sent.reject(text.t("people.stale"));
    } else if (problem.status() == HttpStatus.CONFLICT && conflict != null) {
      return sent.reject(conflict.field, conflict.words);
    } else if (problem.status() != HttpStatus.UNPROCESSABLE_ENTITY) {
      throw problem;
    }
    FormInput shown = sent;
    for (ProblemException.Fault fault : problem.faults()) {
      Refusal at = refusals.get(fault.field());
      shown = at == null ? shown.reject(text.t("people.wrong")) : shown.reject(at.field, at.words);
    }
    return shown.valid() ? shown.reject(text.t("people.wrong")) : shown;
  }
}
