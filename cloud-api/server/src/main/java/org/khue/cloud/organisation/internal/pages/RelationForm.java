package org.khue.cloud.organisation.internal.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.organisation.model.Violation;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// The form of a relation: how another unit stands to this one, and from when to when.
final class RelationForm {
  private static final String ROLE = "role";
  private static final String OTHER = "other";
  private static final String FIRST = "first-day";
  private static final String LAST = "last-day";
  private static final String DECISION = "decision";

  private final Text text;
  private final UUID unit;
  private final Map<UUID, Unit> units;

  RelationForm(Text text, UUID unit, List<Unit> units) {
    this.text = text;
    this.unit = unit;
    this.units = units.stream().collect(Collectors.toMap(Unit::id, some -> some));
  }

  /// @param relation null for a new one; otherwise its days and decision alone can change
  FormSpec spec(@Nullable Relation relation) {
    String base = "/units/" + unit + "/relations/";
    List<Field> fields = new ArrayList<>();
    if (relation == null) {
      fields.add(Field.choice(ROLE, text.t("org.role-of-other"), roles()).asRequired());
      fields.add(Field.choice(OTHER, text.t("org.other-unit"), others()).asRequired());
    }
    fields.add(Field.date(FIRST, text.t("org.first-day")).asRequired());
    fields.add(Field.date(LAST, text.t("org.last-day")).withHint(text.t("org.last-day-hint")));
    fields.add(
        Field.text(DECISION, text.t("org.decision"))
            .upTo(100)
            .withHint(text.t("org.decision-hint")));
    fields.add(Field.hidden(Versions.FIELD));
    return new FormSpec(
        relation == null ? "relation-new-" + unit : "relation-" + relation.id(),
        base + (relation == null ? "new" : relation.id()),
        text.t("org.save"),
        "/units/" + unit,
        true,
        fields);
  }

  private List<Kind.Option> roles() {
    return Stream.of(RelationKind.MANAGES, RelationKind.OVERSEES)
        .flatMap(kind -> Stream.of(false, true).map(first -> role(kind, first)))
        .toList();
  }

  private Kind.Option role(RelationKind kind, boolean first) {
    return new Kind.Option(
        kind.code() + (first ? "-first" : "-second"), UnitWords.role(text, kind, first));
  }

  private List<Kind.Option> others() {
    return units.values().stream()
        .filter(some -> !some.id().equals(unit))
        .map(some -> new Kind.Option(some.id().toString(), UnitWords.name(text, some)))
        .sorted(Comparator.comparing(Kind.Option::label, Names.byAlphabet()))
        .toList();
  }

  FormInput filled(Relation relation) {
    Span span = relation.edge().span();
    LocalDate end = span.to();
    return spec(relation)
        .blank()
        .filled(FIRST, span.from())
        .filled(LAST, end == null ? null : end.minusDays(1))
        .filled(DECISION, Objects.requireNonNullElse(relation.decision(), ""))
        .filled(Versions.FIELD, String.valueOf(relation.version()));
  }

  /// The relation that a sound form says.
  Edge edge(FormInput input, @Nullable Relation relation) {
    LocalDate last = input.date(LAST);
    Span span = new Span(input.date(FIRST), last == null ? null : last.plusDays(1));
    if (relation != null) {
      Edge before = relation.edge();
      return new Edge(before.kind(), before.from(), before.to(), span);
    }
    String role = input.text(ROLE);
    UUID other = UUID.fromString(input.text(OTHER));
    RelationKind kind =
        role.startsWith(RelationKind.MANAGES.code()) ? RelationKind.MANAGES : RelationKind.OVERSEES;
    return role.endsWith("-first")
        ? new Edge(kind, unit, other, span)
        : new Edge(kind, other, unit, span);
  }

  static String decision(FormInput input) {
    return input.text(DECISION);
  }

  FormInput reject(FormInput input, List<Violation> violations) {
    FormInput result = input;
    for (Violation violation : violations) {
      result =
          switch (violation) {
            case Violation.Itself itself -> result.reject(text.t("org.breaks-itself"));
            case Violation.Backward backward -> result.reject(LAST, text.t("org.breaks-backward"));
            case Violation.OutsideLife(UUID other, Span life) ->
                result.reject(
                    FIRST,
                    text.t(
                        "org.breaks-life",
                        "unit",
                        name(other),
                        "days",
                        UnitWords.days(text, life)));
            case Violation.SecondParent(Edge other) ->
                result.reject(
                    text.t(
                        "org.breaks-parent",
                        "unit",
                        name(other.to()),
                        "manager",
                        name(other.from()),
                        "days",
                        UnitWords.days(text, other.span())));
            case Violation.Twice(Edge other) ->
                result.reject(
                    FIRST, text.t("org.breaks-twice", "days", UnitWords.days(text, other.span())));
            case Violation.Cycle(List<UUID> path, LocalDate day) ->
                result.reject(
                    text.t(
                        "org.breaks-cycle",
                        "day",
                        text.date(day),
                        "units",
                        path.stream().map(this::name).collect(Collectors.joining(" › "))));
            case Violation.MergerWithEnd merger ->
                result.reject(LAST, text.t("org.breaks-merger-end"));
            case Violation.MergedLivesOn(UUID other) ->
                result.reject(FIRST, text.t("org.breaks-merged", "unit", name(other)));
          };
    }
    return result;
  }

  private String name(UUID id) {
    Unit known = units.get(id);
    return known == null ? id.toString() : UnitWords.name(text, known);
  }
}
