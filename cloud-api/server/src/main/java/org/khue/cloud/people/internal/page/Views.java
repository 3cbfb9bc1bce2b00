package org.khue.cloud.people.internal.page;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Codes;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Merges;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.Verification;
import org.khue.cloud.people.Verifications;
import org.khue.web.i18n.Text;
import org.khue.web.part.Fact;
import org.khue.web.part.Tab;
import org.khue.web.table.RowAction;

/// Gathers what the page of a person shows.
@Singleton
final class Views {
  private static final List<String> RIGHTS =
      List.of(
          "people.write",
          "people.reveal",
          "people.verify",
          "people.merge",
          "people.export",
          "people.erase",
          "people.history",
          "consents.write");

  private final People people;
  private final Verifications verifications;
  private final Merges merges;
  private final Parts parts;

  Views(People people, Verifications verifications, Merges merges, Parts parts) {
    this.people = people;
    this.verifications = verifications;
    this.merges = merges;
    this.parts = parts;
  }

  /// @param revealed an identifier that was asked for, with its whole number; null for none
  PersonView of(Text text, Words words, Person person, Map.@Nullable Entry<UUID, String> revealed) {
    UUID id = person.id();
    Parts.Reader reader = new Parts.Reader(text, words, people.rights(id, RIGHTS), revealed);
    return new PersonView(
        id,
        person.facts().name().full(),
        reader.may("people.history") ? tabs(text, id, false) : List.of(),
        facts(text, words, person.facts()),
        parts.of(reader, id),
        check(reader, id),
        actions(text, id, reader.rights()),
        reader.may("people.merge") ? twins(text, id) : List.of());
  }

  static List<Tab> tabs(Text text, UUID person, boolean history) {
    String base = "/people/" + person;
    return List.of(
        new Tab(text.t("people.record"), base, !history),
        new Tab(text.t("people.history"), base + "/history", history));
  }

  private static List<RowAction> actions(Text text, UUID person, Set<String> rights) {
    String base = "/people/" + person;
    List<RowAction> actions = new ArrayList<>();
    offer(actions, rights, "people.write", text.t("people.edit"), base + "/edit");
    offer(actions, rights, "people.merge", text.t("people.merge"), base + "/merge");
    offer(actions, rights, "people.export", text.t("people.export"), base + "/export");
    offer(actions, rights, "people.erase", text.t("people.erase"), base + "/erase");
    return actions;
  }

  private static void offer(
      List<RowAction> actions, Set<String> rights, String right, String label, String href) {
    if (rights.contains(right)) {
      actions.add(RowAction.link(label, label, href));
    }
  }

  private PersonView.Check check(Parts.Reader reader, UUID person) {
    Text text = reader.text();
    Verification known = verifications.of(person);
    return new PersonView.Check(
        reader.words().state(known.state()),
        fields(text, known),
        known.at() == null
            ? ""
            : text.t("people.asked", "source", known.source(), "when", text.fullMoment(known.at())),
        switch (verifications.readiness(person)) {
          case READY -> "";
          case NO_REGISTRY -> text.t("people.no-registry");
          case NO_NUMBER -> text.t("people.no-number");
        },
        reader.may("people.verify"));
  }

  private List<PersonView.Twin> twins(Text text, UUID person) {
    return merges.of(person).stream()
        .filter(merge -> merge.undoneAt() == null && merge.undoUntil().isAfter(text.now()))
        .map(merge ->
            new PersonView.Twin(
                merge.id(),
                text.t(
                    "people.merged-at",
                    "when",
                    text.fullMoment(merge.at()),
                    "until",
                    text.fullMoment(merge.undoUntil()))))
        .toList();
  }

  static List<Fact> facts(Text text, Words words, Facts facts) {
    List<Fact> shown = new ArrayList<>();
    shown.add(Fact.of(text.t("people.birth-date"), words.day(facts.birthDate())).asPersonal());
    shown.add(Fact.of(text.t("people.sex"), words.sex(facts.sex())));
    shown.add(
        Fact.of(
            text.t("people.ethnicity"),
            Codes.ethnicGroups().getOrDefault(String.valueOf(facts.ethnicity()), "—")));
    String nationality = facts.nationality();
    shown.add(
        Fact.of(
            text.t("people.nationality"),
            nationality == null ? "—" : Codes.country(nationality, text.language().code())));
    shown.add(Fact.of(text.t("people.address"), orDash(facts.address())).asPersonal());
    shown.add(Fact.of(text.t("people.phone"), orDash(facts.phone())).asPersonal());
    shown.add(Fact.of(text.t("people.email"), orDash(facts.email())).asPersonal());
    return shown;
  }

  private static String fields(Text text, Verification verification) {
    List<String> named = new ArrayList<>();
    for (String field : List.of("name", "birthDate", "sex")) {
      if (verification.fields().contains(field)) {
        named.add(
            switch (field) {
              case "name" -> text.t("people.name");
              case "sex" -> text.t("people.sex");
              default -> text.t("people.birth-date");
            });
      }
    }
    return named.isEmpty() ? "" : text.t("people.differs", "fields", text.list(named));
  }

  private static String orDash(@Nullable String value) {
    return value == null ? "—" : value;
  }
}
