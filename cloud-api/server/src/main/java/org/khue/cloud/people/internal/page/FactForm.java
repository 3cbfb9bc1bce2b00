package org.khue.cloud.people.internal.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Codes;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Sex;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a person's facts.
final class FactForm {
  /// Fields of the form by the names that the rules use.
  private static final Map<String, String> FIELDS =
      Map.of(
          "familyName", "family",
          "givenName", "given",
          "birthDate", "birth",
          "ethnicity", "ethnicity",
          "nationality", "nationality",
          "address", "address",
          "phone", "phone",
          "email", "email");

  private FactForm() {}

  static FormSpec change(Text text, UUID person) {
    return FormSpec.of(
            "person-" + person,
            "/people/" + person + "/edit",
            text.t("people.save"),
            fields(text).toArray(Field[]::new))
        .cancelledTo("/people/" + person);
  }

  /// With the first place of a new person.
  static FormSpec add(Text text, Words words, LocalDate today) {
    List<Field> fields = new ArrayList<>(fields(text));
    fields.add(
        Field.choice(
                "unit",
                text.t("people.unit"),
                words.units().entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .map(unit -> new Kind.Option(unit.getKey().toString(), unit.getValue()))
                    .toList())
            .asRequired());
    fields.add(
        Field.choice(
                "kind",
                text.t("people.kind"),
                Arrays.stream(MembershipKind.values())
                    .map(kind -> new Kind.Option(kind.name(), words.kind(kind)))
                    .toList())
            .asRequired());
    fields.add(
        Field.date("from", text.t("people.first-day"))
            .between(LocalDate.of(1950, 1, 1), today.plusYears(1))
            .asRequired());
    return FormSpec.of("person-new", "/people", text.t("people.add"), fields.toArray(Field[]::new))
        .cancelledTo("/people");
  }

  private static List<Field> fields(Text text) {
    String language = text.language().code();
    return List.of(
        Field.text("family", text.t("people.family-name")).upTo(80),
        Field.text("given", text.t("people.given-name")).upTo(80).asRequired(),
        Field.date("birth", text.t("people.birth-date")),
        Field.choice(
            "sex",
            text.t("people.sex"),
            List.of(
                new Kind.Option(Sex.FEMALE.name(), text.t("people.female")),
                new Kind.Option(Sex.MALE.name(), text.t("people.male")))),
        Field.choice(
            "ethnicity",
            text.t("people.ethnicity"),
            Codes.ethnicGroups().entrySet().stream()
                .map(group -> new Kind.Option(group.getKey(), group.getValue()))
                .toList()),
        Field.choice(
            "nationality",
            text.t("people.nationality"),
            Codes.countries().stream()
                .map(code -> new Kind.Option(code, Codes.country(code, language)))
                .sorted(Comparator.comparing(Kind.Option::label))
                .toList()),
        Field.text("address", text.t("people.address")).upTo(200),
        Field.phone("phone", text.t("people.phone")),
        Field.email("email", text.t("people.email")));
  }

  static FormInput filled(FormInput input, Facts facts) {
    return input
        .filled("family", facts.name().family())
        .filled("given", facts.name().given())
        .filled("birth", facts.birthDate())
        .filled("sex", facts.sex() == null ? "" : facts.sex().name())
        .filled("ethnicity", orEmpty(facts.ethnicity()))
        .filled("nationality", orEmpty(facts.nationality()))
        .filled("address", orEmpty(facts.address()))
        .filled("phone", orEmpty(facts.phone()))
        .filled("email", orEmpty(facts.email()));
  }

  /// @param before keeps what the form does not ask; null for a new person
  static Facts facts(FormInput input, @Nullable Facts before) {
    String sex = input.text("sex");
    return new Facts(
        new PersonName(input.text("family"), input.text("given")),
        input.date("birth"),
        sex.isEmpty() ? null : Sex.valueOf(sex),
        input.text("ethnicity"),
        input.text("nationality"),
        input.text("address"),
        before == null ? null : before.addressUnit(),
        input.text("phone"),
        input.text("email"));
  }

  /// The form again, with each fault at its field.
  static FormInput rejected(Text text, FormInput input, ProblemException problem) {
    FormInput shown = input;
    for (ProblemException.Fault fault : problem.faults()) {
      String field = FIELDS.get(fault.field());
      shown =
          field == null
              ? shown.reject(text.t("people.wrong"))
              : shown.reject(field, text.t("people.wrong-field"));
    }
    return shown.valid() ? shown.reject(text.t("people.stale")) : shown;
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
