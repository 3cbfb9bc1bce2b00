package org.khue.cloud.organisation.internal.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.UnitKind;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a unit. Who may not change what makes a unit what it is (its code, kind, levels,
/// ownership and days) gets the fields of its names and addresses alone.
final class UnitForm {
  static final String SINCE = "since";
  static final String DECISION = "decision";

  private static final String LAST = "last-day";

  private UnitForm() {}

  /// A new unit below that one.
  static FormSpec below(Text text, UUID parent) {
    List<Field> fields = new ArrayList<>(heart(text));
    fields.addAll(names(text));
    fields.add(Field.date(SINCE, text.t("org.managed-since")).asRequired());
    fields.add(decision(text));
    return new FormSpec(
        "unit-new-" + parent,
        "/units/" + parent + "/below/new",
        text.t("org.save"),
        "/units/" + parent,
        true,
        fields);
  }

  /// @param whole whether what makes it what it is may be changed too
  static FormSpec of(Text text, Unit unit, boolean whole) {
    List<Field> fields = new ArrayList<>();
    if (whole) {
      fields.addAll(heart(text));
      fields.add(Field.date(LAST, text.t("org.last-day")).withHint(text.t("org.last-day-hint")));
    }
    fields.addAll(names(text));
    fields.add(Field.hidden(Versions.FIELD));
    return new FormSpec(
        "unit-" + unit.id(),
        "/units/" + unit.id() + "/edit",
        text.t("org.save"),
        "/units/" + unit.id(),
        true,
        fields);
  }

  private static List<Field> heart(Text text) {
    return List.of(
        Field.text("code", text.t("org.code"))
            .upTo(30)
            .asRequired()
            .withHint(text.t("org.code-hint")),
        Field.choice(
                "kind",
                text.t("org.kind"),
                Stream.of(UnitKind.values())
                    .map(kind -> new Kind.Option(kind.code(), UnitWords.kind(text, kind)))
                    .toList())
            .asRequired(),
        Field.choices(
                "levels",
                text.t("org.levels"),
                Stream.of(Level.values())
                    .map(level -> new Kind.Option(level.code(), UnitWords.level(text, level)))
                    .toList())
            .withHint(text.t("org.levels-hint")),
        Field.buttons(
                "ownership",
                text.t("org.ownership"),
                Stream.of(Ownership.values())
                    .map(some -> new Kind.Option(some.code(), UnitWords.ownership(text, some)))
                    .toList())
            .asRequired(),
        Field.date("founded", text.t("org.founded")));
  }

  private static List<Field> names(Text text) {
    return List.of(
        Field.text("name", text.t("org.name")).upTo(200).asRequired(),
        Field.text("name-en", text.t("org.name-en")).upTo(200),
        Field.phone("phone", text.t("org.phone")),
        Field.email("email", text.t("org.email")));
  }

  static Field decision(Text text) {
    return Field.text(DECISION, text.t("org.decision"))
        .upTo(100)
        .withHint(text.t("org.decision-hint"));
  }

  /// What is said at a field that the directory refuses.
  static Map<String, String> messages(Text text) {
    return Map.of(
        "code", text.t("org.bad-code"),
        "levels", text.t("org.bad-levels"),
        "dissolved", text.t("org.bad-last-day"),
        "phone", text.t("org.bad-phone"),
        "email", text.t("org.bad-email"));
  }

  static FormInput filled(FormSpec form, Unit unit, boolean whole) {
    UnitFacts facts = unit.facts();
    FormInput input =
        form.blank()
            .filled("name", facts.name())
            .filled("name-en", Objects.requireNonNullElse(facts.nameEn(), ""))
            .filled("phone", Objects.requireNonNullElse(facts.phone(), ""))
            .filled("email", Objects.requireNonNullElse(facts.email(), ""))
            .filled(Versions.FIELD, String.valueOf(unit.version()));
    LocalDate dissolved = facts.dissolved();
    return whole
        ? input
            .filled("code", facts.code())
            .filled("kind", facts.kind().code())
            .filled("levels", facts.levels().stream().map(Level::code).toList())
            .filled("ownership", facts.ownership().code())
            .filled("founded", facts.founded())
            .filled(LAST, dissolved == null ? null : dissolved.minusDays(1))
        : input;
  }

  /// What a sound form says.
  ///
  /// @param known as it is, for a form that changes names and addresses alone; null for a whole
  ///   form
  static UnitFacts facts(FormInput input, @Nullable UnitFacts known) {
    if (known != null) {
      return new UnitFacts(
          known.code(),
          input.text("name"),
          input.text("name-en"),
          known.kind(),
          known.levels(),
          known.ownership(),
          known.founded(),
          known.dissolved(),
          input.text("phone"),
          input.text("email"));
    }
    boolean ends = input.form().fields().stream().anyMatch(field -> field.key().equals(LAST));
    LocalDate last = ends ? input.date(LAST) : null;
    return new UnitFacts(
        input.text("code"),
        input.text("name"),
        input.text("name-en"),
        UnitKind.ofCode(input.text("kind")),
        input.choices("levels").stream().map(Level::ofCode).toList(),
        Ownership.ofCode(input.text("ownership")),
        input.date("founded"),
        last == null ? null : last.plusDays(1),
        input.text("phone"),
        input.text("email"));
  }
}
