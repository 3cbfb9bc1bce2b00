package org.khue.cloud.people.internal.page;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Codes;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.Consents;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.Merges;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Verification;
import org.khue.cloud.people.Verifications;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.web.i18n.Text;
import org.khue.web.part.Fact;

/// Gathers what the page of a person shows.
@Singleton
final class Views {
  private final People people;
  private final Identifiers identifiers;
  private final Guardians guardians;
  private final Consents consents;
  private final Verifications verifications;
  private final Merges merges;

  Views(
      People people,
      Identifiers identifiers,
      Guardians guardians,
      Consents consents,
      Verifications verifications,
      Merges merges) {
    this.people = people;
    this.identifiers = identifiers;
    this.guardians = guardians;
    this.consents = consents;
    this.verifications = verifications;
    this.merges = merges;
  }

  /// @param revealed an identifier that was asked for, with its whole number; null for none
  PersonView of(Text text, Words words, Person person, Map.@Nullable Entry<UUID, String> revealed) {
    UUID id = person.id();
    Verification verification = verifications.of(id);
    List<Guardian> bonds = guardians.of(id);
    List<Guardian> children = guardians.by(id);
    Set<UUID> others = new HashSet<>();
    bonds.forEach(bond -> others.add(bond.guardian()));
    children.forEach(bond -> others.add(bond.person()));
    Map<UUID, PersonName> names = people.names(others);
    Map<ConsentPurpose, Consent> answers = consents.current(id);
    return new PersonView(
        id,
        person.facts().name().full(),
        facts(text, words, person.facts()),
        numbers(words, id, revealed),
        people.memberships(id).stream()
            .map(one ->
                new PersonView.Line(
                    words.kind(one.kind()) + ", " + words.unit(one.unit()),
                    words.span(one.from(), one.to()),
                    ""))
            .toList(),
        bonds.stream().map(bond -> line(text, words, bond, bond.guardian(), names)).toList(),
        children.stream().map(bond -> line(text, words, bond, bond.person(), names)).toList(),
        Arrays.stream(ConsentPurpose.values())
            .map(purpose ->
                new PersonView.Line(words.purpose(purpose), words.answer(answers.get(purpose)), ""))
            .toList(),
        words.state(verification.state()),
        fields(text, verification),
        verification.at() == null ? "" : text.ago(verification.at()),
        merges.of(id).stream()
            .filter(merge -> merge.undoUntil().isAfter(text.now()))
            .map(merge ->
                new PersonView.Twin(
                    merge.id(), text.t("people.merged-at", "when", text.dateTime(merge.at()))))
            .toList(),
        may());
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

  private List<PersonView.Number> numbers(
      Words words, UUID person, Map.@Nullable Entry<UUID, String> revealed) {
    return identifiers.of(person).stream()
        .map(one -> {
          String whole =
              revealed != null && revealed.getKey().equals(one.id()) ? revealed.getValue() : null;
          boolean card = one.scheme() == IdentifierScheme.CARD;
          return new PersonView.Number(
              one.id(),
              words.scheme(one.scheme()),
              whole != null ? whole : card ? "••••••••" : one.masked(),
              words.span(one.from(), one.to()),
              whole == null && !card);
        })
        .toList();
  }

  private static PersonView.Line line(
      Text text, Words words, Guardian bond, UUID other, Map<UUID, PersonName> names) {
    PersonName name = names.get(other);
    String more =
        words.relation(bond.relation())
            + (bond.legal() ? " · " + text.t("people.legal") : "")
            + " · "
            + words.span(bond.from(), bond.to());
    return name == null
        ? new PersonView.Line(text.t("people.unseen-person"), more, "")
        : new PersonView.Line(name.full(), more, "/people/" + other);
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

  private static PersonView.May may() {
    Caller caller = Acting.required().caller();
    return new PersonView.May(
        caller.holds("people.write"),
        caller.holds("people.reveal"),
        caller.holds("people.verify"),
        caller.holds("people.merge"),
        caller.holds("people.export"),
        caller.holds("people.erase"));
  }

  private static String orDash(@Nullable String value) {
    return value == null ? "—" : value;
  }
}
