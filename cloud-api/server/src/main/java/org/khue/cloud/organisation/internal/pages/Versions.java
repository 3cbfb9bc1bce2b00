package org.khue.cloud.organisation.internal.pages;

import java.util.regex.Pattern;
import org.khue.web.form.FormInput;

/// The version of the record that a form carries along unseen.
final class Versions {
  static final String FIELD = "version";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private Versions() {}

  /// The version that its writer has seen; 0, which no record has, for anything else.
  static int seen(FormInput input) {
    String typed = input.text(FIELD);
    return NUMBER.matcher(typed).matches() ? Integer.parseInt(typed) : 0;
  }
}
