package org.khue.cloud.people.internal.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Codes;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Sex;
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

  /// The form of a person who is known, with what is known.
  static Sheet change(Text text, Person person) {
    List<Field> fields = new ArrayList<>(fields(text));
    fields.add(Field.hidden(Sheet.VERSION));
    FormSpec spec =
        FormSpec.of(
                "person-" + person.id(),
                PersonFrame.href(person) + "/edit",
                text.t("people.save"),
                fields.toArray(Field[]::new))
            .cancelledTo(PersonFrame.href(person));
    FormInput input =
        filled(spec.blank(), person.facts())
            .filled(Sheet.VERSION, String.valueOf(person.version()));
    return Sheet.of(text.t("people.edit"), "", input, refusals(text));
  }

  /// With the first place of a new person.
  static Sheet add(Text text, Words words, LocalDate today) {
    List<Field> fields = new ArrayList<>(fields(text));
    fields.addAll(PlaceForm.fields(text, words, today));
    FormSpec spec =
        FormSpec.of("person-new", "/people", text.t("people.add"), fields.toArray(Field[]::new))
            .cancelledTo("/people");
    Map<String, Sheet.Refusal> refusals = new HashMap<>(refusals(text));
    refusals.putAll(PlaceForm.refusals(text));
    return Sheet.of(
        text.t("people.add"), "", PlaceForm.begun(spec.blank(), words, today), refusals);
  }

  /// What is asked of a guardian.
  static List<Field> reachable(Text text) {
    List<String> few = List.of("family", "given", "birth", "sex", "phone", "email");
    return fields(text).stream().filter(field -> few.contains(field.key())).toList();
  }

  /// What a form with [#reachable] says.
  static Facts few(FormInput input) {
    return Facts.of(name(input), input.date("birth"), sex(input))
        .reachedAt(input.text("phone"), input.text("email"));
  }

  /// Where the form says what is wrong with a fact.
  static Map<String, Sheet.Refusal> refusals(Text text) {
    String words = text.t("people.wrong-field");
    return FIELDS.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> new Sheet.Refusal(entry.getValue(), words)));
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

  private static FormInput filled(FormInput input, Facts facts) {
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
    return new Facts(
        name(input),
        input.date("birth"),
        sex(input),
        input.text("ethnicity"),
        input.text("nationality"),
        input.text("address"),
        before == null ? null : before.addressUnit(),
        input.text("phone"),
        input.text("email"));
  }

  private static PersonName name(FormInput input) {
    return new PersonName(input.text("family"), input.text("given"));
  }

  private static @Nullable Sex sex(FormInput input) {
    String sex = input.text("sex");
    return sex.isEmpty() ? null : Sex.valueOf(sex);
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
