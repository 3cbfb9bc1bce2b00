package org.khue.cloud.people.internal.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Identifier;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Person;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The forms of numbers: a new one, a card, one that was entered wrongly.
final class IdentifierForm {
  private static final String SCHEME = "scheme";
  private static final String NUMBER = "number";
  private static final String ISSUER = "issuer";
  private static final String FROM = "from";
  private static final String LAST = "last-day";

  private final Text text;
  private final Words words;
  private final UUID person;
  private final String back;
  private final LocalDate today;

  IdentifierForm(Text text, Words words, Person person, LocalDate today) {
    this.text = text;
    this.words = words;
    this.person = person.id();
    this.back = PersonFrame.href(person);
    this.today = today;
  }

  Sheet add() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.choice(
                SCHEME,
                text.t("people.scheme"),
                Arrays.stream(IdentifierScheme.values())
                    .filter(scheme -> scheme != IdentifierScheme.CARD)
                    .map(scheme -> new Kind.Option(scheme.name(), words.scheme(scheme)))
                    .toList())
            .asRequired());
    fields.add(number(text.t("people.number-hint")).asRequired());
    fields.add(issuer());
    fields.addAll(days());
    FormSpec spec = spec("identifier-new-" + person, back + "/identifiers/new", fields);
    return sheet(text.t("people.add-identifier"), "", spec.blank().filled(FROM, today), null);
  }

  Sheet card() {
    List<Field> fields = new ArrayList<>();
    fields.add(number(text.t("people.card-hint")).asRequired());
    fields.addAll(days());
    FormSpec spec = spec("card-" + person, back + "/card", fields);
    return sheet(
        text.t("people.add-card"),
        text.t("people.card-explain"),
        spec.blank().filled(FROM, today),
        IdentifierScheme.CARD);
  }

  /// The number itself is never shown again; what is left empty stays.
  Sheet correct(Identifier known) {
    List<Field> fields = new ArrayList<>();
    fields.add(number(text.t("people.number-kept")));
    fields.add(issuer());
    fields.addAll(days());
    fields.add(Field.hidden(Sheet.VERSION));
    LocalDate to = known.to();
    FormInput input =
        spec("identifier-" + known.id(), back + "/identifiers/" + known.id() + "/edit", fields)
            .blank()
            .filled(ISSUER, Objects.requireNonNullElse(known.issuer(), ""))
            .filled(FROM, known.from())
            .filled(LAST, to == null ? null : to.minusDays(1))
            .filled(Sheet.VERSION, String.valueOf(known.version()));
    return sheet(
        text.t("people.correct-scheme", "scheme", words.scheme(known.scheme())),
        text.t("people.correct-explain"),
        input,
        known.scheme());
  }

  private Field number(String hint) {
    return Field.text(NUMBER, text.t("people.number")).upTo(40).withHint(hint).asSensitive();
  }

  private Field issuer() {
    return Field.text(ISSUER, text.t("people.issuer")).upTo(100);
  }

  private List<Field> days() {
    LocalDate latest = today.plusYears(30);
    return List.of(
        Field.date(FROM, text.t("people.first-day"))
            .between(LocalDate.of(1950, 1, 1), latest)
            .asRequired(),
        Field.date(LAST, text.t("people.last-day"))
            .between(LocalDate.of(1950, 1, 1), latest)
            .withHint(text.t("people.open-hint")));
  }

  private FormSpec spec(String id, String action, List<Field> fields) {
    return new FormSpec(id, action, text.t("people.save"), back, true, fields);
  }

  private Sheet sheet(
      String title, String explain, FormInput input, @Nullable IdentifierScheme scheme) {
    return Sheet.of(title, explain, input, refusals(scheme));
  }

  private Map<String, Sheet.Refusal> refusals(@Nullable IdentifierScheme scheme) {
    String form = scheme == null ? text.t("people.wrong-field") : words.form(scheme);
    return Map.of(
        "number",
        new Sheet.Refusal(NUMBER, form),
        "to",
        new Sheet.Refusal(LAST, text.t("people.wrong-end")),
        Sheet.CONFLICT,
        new Sheet.Refusal(NUMBER, text.t("people.number-taken")));
  }

  /// The same form, whose refusal says what a number of the chosen scheme looks like.
  Sheet add(String scheme) {
    Sheet sheet = add();
    return Arrays.stream(IdentifierScheme.values())
        .filter(known -> known.name().equals(scheme))
        .findFirst()
        .map(known -> sheet(sheet.title(), sheet.explain(), sheet.input(), known))
        .orElse(sheet);
  }

  static IdentifierScheme scheme(FormInput input) {
    return IdentifierScheme.valueOf(input.text(SCHEME));
  }

  static String number(FormInput input) {
    return input.text(NUMBER);
  }

  static @Nullable String issuer(FormInput input) {
    return input.text(ISSUER);
  }

  static LocalDate from(FormInput input) {
    return Objects.requireNonNull(input.date(FROM));
  }

  /// First day on which it is valid no more; null while it is open.
  static @Nullable LocalDate to(FormInput input) {
    LocalDate last = input.date(LAST);
    return last == null ? null : last.plusDays(1);
  }
}
