package org.khue.cloud.people.internal.page;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// The form by which something dated ends: a number, a place, a guardianship.
final class EndForm {
  private static final String LAST = "last-day";

  private EndForm() {}

  /// @param id of what ends
  /// @param kind the part of its address that says what it is, such as `/guardians/`
  /// @param back the person's page
  /// @param from first day of what ends
  static Sheet of(
      Text text,
      UUID id,
      String kind,
      String back,
      String title,
      String explain,
      LocalDate from,
      long version,
      LocalDate today) {
    FormSpec spec =
        FormSpec.of(
                "end-" + id,
                back + kind + id + "/end",
                text.t("people.end"),
                Field.date(LAST, text.t("people.last-day"))
                    .between(from, today.plusYears(5))
                    .withHint(text.t("people.last-day-hint"))
                    .asRequired(),
                Field.hidden(Sheet.VERSION))
            .cancelledTo(back)
            .withoutAutosave();
    FormInput input =
        spec.blank()
            .filled(LAST, from.isAfter(today) ? from : today)
            .filled(Sheet.VERSION, String.valueOf(version));
    return Sheet.of(
        title, explain, input, Map.of("to", new Sheet.Refusal(LAST, text.t("people.wrong-end"))));
  }

  /// First day on which it holds no more.
  static LocalDate to(FormInput input) {
    return Objects.requireNonNull(input.date(LAST)).plusDays(1);
  }
}
