package org.khue.cloud.people.internal.page;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The forms of somebody's place in a unit: a new one, another class.
final class PlaceForm {
  private static final String CLASS = "class";
  private static final String FROM = "from";
  private static final String UNIT = "unit";
  private static final String KIND = "kind";
  private static final String DECISION = "decision";
  private static final String LAST = "last-day";

  private PlaceForm() {}

  /// Unit, kind, class and first day: what a new person gets, and a further place.
  static List<Field> fields(Text text, Words words, LocalDate today) {
    return List.of(
        Field.choice(
                UNIT,
                text.t("people.unit"),
                words.units().entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .map(unit -> new Kind.Option(unit.getKey().toString(), unit.getValue()))
                    .toList())
            .asRequired(),
        Field.choice(
                KIND,
                text.t("people.kind"),
                Arrays.stream(MembershipKind.values())
                    .map(kind -> new Kind.Option(kind.name(), words.kind(kind)))
                    .toList())
            .asRequired(),
        Field.text(CLASS, text.t("people.class")).upTo(20).withHint(text.t("people.class-hint")),
        from(text, today));
  }

  private static Field from(Text text, LocalDate today) {
    return Field.date(FROM, text.t("people.first-day"))
        .between(LocalDate.of(1950, 1, 1), today.plusYears(1))
        .asRequired();
  }

  /// The first values: today, and the unit of whoever has their right in one unit alone.
  static FormInput begun(FormInput blank, Words words, LocalDate today) {
    FormInput input = blank.filled(FROM, today);
    Set<UUID> own = Acting.required().units();
    return own.size() == 1 && words.units().keySet().containsAll(own)
        ? input.filled(UNIT, own.iterator().next().toString())
        : input;
  }

  static Sheet add(Text text, Words words, String back, LocalDate today) {
    List<Field> first = fields(text, words, today);
    Field[] all = first.toArray(new Field[first.size() + 2]);
    all[first.size()] =
        Field.date(LAST, text.t("people.last-day")).withHint(text.t("people.open-hint"));
    all[first.size() + 1] = Field.text(DECISION, text.t("people.decision")).upTo(60);
    FormSpec spec =
        FormSpec.of(
                "place" + back.replace('/', '-'),
                back + "/memberships/new",
                text.t("people.save"),
                all)
            .cancelledTo(back);
    return Sheet.of(
        text.t("people.add-place"), "", begun(spec.blank(), words, today), refusals(text));
  }

  /// The same unit, another class.
  static Sheet move(
      Text text,
      Words words,
      String back,
      Membership known,
      List<Kind.Option> classes,
      LocalDate today) {
    FormSpec spec =
        FormSpec.of(
                "move-" + known.id(),
                back + "/memberships/" + known.id() + "/move",
                text.t("people.move"),
                Field.choice(CLASS, text.t("people.class-new"), classes).asRequired(),
                from(text, today),
                Field.hidden(Sheet.VERSION))
            .cancelledTo(back);
    FormInput input =
        spec.blank().filled(FROM, today).filled(Sheet.VERSION, String.valueOf(known.version()));
    return Sheet.of(
        text.t("people.move-title"),
        words.unit(known.unit()),
        input,
        Map.of("from", new Sheet.Refusal(FROM, text.t("people.wrong-move"))));
  }

  private static @Nullable UUID schoolClass(FormInput input, Classes classes) {
    String name = input.text(CLASS);
    return name.isEmpty()
        ? null
        : classes
            .byName(unit(input), from(input), name)
            .orElseThrow(() ->
                ProblemException.invalid(
                    List.of(new ProblemException.Fault(CLASS, "is no class of this unit"))));
  }

  /// Where the forms say what is wrong with a place.
  static Map<String, Sheet.Refusal> refusals(Text text) {
    return Map.of(
        CLASS,
        new Sheet.Refusal(CLASS, text.t("people.wrong-class")),
        "to",
        new Sheet.Refusal(LAST, text.t("people.wrong-end")));
  }

  private static UUID unit(FormInput input) {
    return UUID.fromString(input.text(UNIT));
  }

  static LocalDate from(FormInput input) {
    return Objects.requireNonNull(input.date(FROM));
  }

  /// The class that was chosen to move to.
  static UUID chosen(FormInput input) {
    return UUID.fromString(input.text(CLASS));
  }

  /// The place that a sound form says.
  ///
  /// @throws ProblemException 422 when the unit has no class of that name
  /// @param further whether the form asks for the last day and the decision too
  static People.Place place(FormInput input, Classes classes, boolean further) {
    @Nullable LocalDate last = further ? input.date(LAST) : null;
    return new People.Place(
        unit(input),
        MembershipKind.valueOf(input.text(KIND)),
        schoolClass(input, classes),
        further ? input.text(DECISION) : null,
        from(input),
        last == null ? null : last.plusDays(1));
  }
}
