package org.khue.cloud.people.internal.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.Relation;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The forms by which a child gets a guardian: somebody known, or somebody new.
final class GuardianForm {
  private static final String RELATION = "relation";
  private static final String LEGAL = "legal";
  private static final String ORDER = "order";
  private static final String FROM = "from";

  private GuardianForm() {}

  /// @param next whom to call first counts from 1: the first number that is free
  static Sheet fresh(Text text, Words words, Person child, int next, LocalDate today) {
    List<Field> fields = new ArrayList<>(FactForm.reachable(text));
    fields.addAll(bond(text, words, today));
    FormInput input =
        spec(text, "guardian-new-" + child.id(), child, "/guardians/new", fields).blank();
    Map<String, Sheet.Refusal> refusals = new HashMap<>(FactForm.refusals(text));
    refusals.putAll(refusals(text));
    return Sheet.of(
        text.t("people.new-guardian"),
        text.t("people.new-guardian-explain"),
        begun(input, next, today),
        refusals);
  }

  static Sheet known(
      Text text, Words words, Person child, Person guardian, int next, LocalDate today) {
    // Both ids would be longer than the name of a form may be.
    String id = "guardian-" + child.id() + "-" + guardian.id().toString().substring(24);
    FormInput input =
        spec(text, id, child, "/guardians/known/" + guardian.id(), bond(text, words, today))
            .blank();
    return Sheet.of(
        text.t("people.add-guardian"),
        guardian.facts().name().full(),
        begun(input, next, today),
        refusals(text));
  }

  private static FormSpec spec(
      Text text, String id, Person child, String path, List<Field> fields) {
    String back = PersonFrame.href(child);
    return new FormSpec(id, back + path, text.t("people.save"), back, true, fields);
  }

  private static List<Field> bond(Text text, Words words, LocalDate today) {
    return List.of(
        Field.choice(
                RELATION,
                text.t("people.relation"),
                Arrays.stream(Relation.values())
                    .map(relation -> new Kind.Option(relation.name(), words.relation(relation)))
                    .toList())
            .asRequired(),
        Field.tick(LEGAL, text.t("people.legal-tick")).withHint(text.t("people.legal-hint")),
        Field.number(ORDER, text.t("people.contact-order"))
            .between(1, 9)
            .withHint(text.t("people.contact-order-hint"))
            .asRequired(),
        Field.date(FROM, text.t("people.first-day"))
            .between(LocalDate.of(1950, 1, 1), today.plusYears(1))
            .asRequired());
  }

  private static FormInput begun(FormInput blank, int next, LocalDate today) {
    return blank.filled(FROM, today).filled(ORDER, next);
  }

  private static Map<String, Sheet.Refusal> refusals(Text text) {
    return Map.of(
        "guardian",
        new Sheet.Refusal(RELATION, text.t("people.guardian-twice")),
        "contactOrder",
        new Sheet.Refusal(ORDER, text.t("people.wrong-field")));
  }

  static Guardians.Bond bond(FormInput input) {
    BigDecimal order = Objects.requireNonNull(input.number(ORDER));
    return new Guardians.Bond(
        Relation.valueOf(input.text(RELATION)),
        input.ticked(LEGAL),
        order.intValueExact(),
        Objects.requireNonNull(input.date(FROM)));
  }

  static Facts facts(FormInput input) {
    return FactForm.few(input);
  }
}
