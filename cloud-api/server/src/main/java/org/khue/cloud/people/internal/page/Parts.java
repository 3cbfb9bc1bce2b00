package org.khue.cloud.people.internal.page;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.Consents;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.Identifier;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PersonName;
import org.khue.web.i18n.Text;
import org.khue.web.table.RowAction;

/// The sections of a person's page that have lines, each line with what this reader may do.
@Singleton
final class Parts {
  private static final String HIDDEN = "••••••••";

  private final People people;
  private final Identifiers identifiers;
  private final Guardians guardians;
  private final Consents consents;
  private final Classes classes;

  Parts(
      People people,
      Identifiers identifiers,
      Guardians guardians,
      Consents consents,
      Classes classes) {
    this.people = people;
    this.identifiers = identifiers;
    this.guardians = guardians;
    this.consents = consents;
    this.classes = classes;
  }

  /// For whom the sections are.
  ///
  /// @param rights that the reader has for this person
  /// @param revealed an identifier that was asked for, with its whole number; null for none
  record Reader(
      Text text, Words words, Set<String> rights, Map.@Nullable Entry<UUID, String> revealed) {
    boolean may(String right) {
      return rights.contains(right);
    }

    RowAction link(String label, String what, String href) {
      return RowAction.link(label, label + ": " + what, href);
    }
  }

  List<PersonView.Part> of(Reader reader, UUID person) {
    Text text = reader.text;
    String base = "/people/" + person;
    boolean write = reader.may("people.write");
    List<Identifier> all = identifiers.of(person);
    return List.of(
        new PersonView.Part(
            "identifiers",
            text.t("people.identifiers"),
            numbers(reader, base, all, false),
            text.t("people.no-identifiers"),
            adding(write, text.t("people.add-identifier"), base + "/identifiers/new")),
        new PersonView.Part(
            "cards",
            text.t("people.cards"),
            numbers(reader, base, all, true),
            text.t("people.no-cards"),
            adding(write, text.t("people.add-card"), base + "/card")),
        new PersonView.Part(
            "memberships",
            text.t("people.memberships"),
            places(reader, base, person),
            text.t("people.no-memberships"),
            adding(write, text.t("people.add-place"), base + "/memberships/new")),
        new PersonView.Part(
            "guardians",
            text.t("people.guardians"),
            bonds(reader, base, guardians.of(person), true),
            text.t("people.no-guardians"),
            adding(write, text.t("people.add-guardian"), base + "/guardians/new")),
        new PersonView.Part(
            "children",
            text.t("people.children"),
            bonds(reader, base, guardians.by(person), false),
            "",
            List.of()),
        new PersonView.Part(
            "consents",
            text.t("people.consents"),
            answers(reader, base, person),
            "",
            adding(
                reader.may("consents.write"), text.t("people.paper"), base + "/consents/paper")));
  }

  private static List<RowAction> adding(boolean may, String label, String href) {
    return may ? List.of(RowAction.link(label, label, href)) : List.of();
  }

  private boolean holds(LocalDate from, @Nullable LocalDate to) {
    LocalDate today = people.today();
    return !from.isAfter(today) && (to == null || to.isAfter(today));
  }

  private List<PersonView.Line> numbers(
      Reader reader, String base, List<Identifier> all, boolean cards) {
    List<PersonView.Line> lines = new ArrayList<>();
    for (Identifier one : all) {
      if (cards != (one.scheme() == IdentifierScheme.CARD)) {
        continue;
      }
      Map.@Nullable Entry<UUID, String> revealed = reader.revealed;
      String whole =
          revealed != null && revealed.getKey().equals(one.id()) ? revealed.getValue() : "";
      String scheme = reader.words.scheme(one.scheme());
      String shown = !whole.isEmpty() ? whole : cards ? HIDDEN : one.masked();
      String issuer = one.issuer() == null ? "" : " · " + one.issuer();
      String own = base + "/identifiers/" + one.id();
      List<RowAction> actions = new ArrayList<>();
      if (reader.may("people.reveal") && !cards && whole.isEmpty()) {
        String label = reader.text.t("people.reveal");
        actions.add(RowAction.post(label, label + ": " + scheme, own + "/reveal"));
      }
      if (reader.may("people.write")) {
        actions.add(reader.link(reader.text.t("people.correct"), scheme, own + "/edit"));
        actions.addAll(ending(reader, one.to(), scheme, own + "/end"));
      }
      lines.add(
          PersonView.Line.of(
                  cards ? shown : scheme + ": " + shown,
                  reader.words.span(one.from(), one.to()) + issuer,
                  "")
              .heldBy(holds(one.from(), one.to()))
              .offering(actions));
    }
    return lines;
  }

  /// Only what has no end yet can be ended.
  private static List<RowAction> ending(
      Reader reader, @Nullable LocalDate to, String what, String href) {
    return to == null ? List.of(reader.link(reader.text.t("people.end"), what, href)) : List.of();
  }

  private List<PersonView.Line> places(Reader reader, String base, UUID person) {
    List<PersonView.Line> lines = new ArrayList<>();
    for (Membership one : people.memberships(person)) {
      String name = classes.name(one.schoolClass());
      String what =
          reader.words.kind(one.kind())
              + ", "
              + reader.words.unit(one.unit())
              + (name.isEmpty() ? "" : ", " + reader.text.t("people.in-class", "name", name));
      String decision =
          one.decision() == null
              ? ""
              : " · " + reader.text.t("people.by-decision", "number", one.decision());
      String own = base + "/memberships/" + one.id();
      List<RowAction> actions = new ArrayList<>();
      if (reader.may("people.write")) {
        if (one.kind() == MembershipKind.PUPIL && holds(one.from(), one.to())) {
          actions.add(reader.link(reader.text.t("people.move"), what, own + "/move"));
        }
        actions.addAll(ending(reader, one.to(), what, own + "/end"));
      }
      lines.add(
          PersonView.Line.of(what, reader.words.span(one.from(), one.to()) + decision, "")
              .heldBy(holds(one.from(), one.to()))
              .offering(actions));
    }
    return lines;
  }

  private List<PersonView.Line> bonds(
      Reader reader, String base, List<Guardian> bonds, boolean ofChild) {
    Set<UUID> others = new HashSet<>();
    bonds.forEach(bond -> others.add(ofChild ? bond.guardian() : bond.person()));
    Map<UUID, PersonName> names = people.names(others);
    List<PersonView.Line> lines = new ArrayList<>();
    for (Guardian bond : bonds) {
      UUID other = ofChild ? bond.guardian() : bond.person();
      PersonName name = names.get(other);
      String who = name == null ? reader.text.t("people.unseen-person") : name.full();
      String more =
          reader.words.relation(bond.relation())
              + (bond.legal() ? " · " + reader.text.t("people.legal") : "")
              + " · "
              + reader.words.span(bond.from(), bond.to());
      boolean may = ofChild && reader.may("people.write");
      lines.add(
          PersonView.Line.of(who, more, name == null ? "" : "/people/" + other)
              .heldBy(holds(bond.from(), bond.to()))
              .offering(
                  may
                      ? ending(reader, bond.to(), who, base + "/guardians/" + bond.id() + "/end")
                      : List.of()));
    }
    return lines;
  }

  private List<PersonView.Line> answers(Reader reader, String base, UUID person) {
    Map<ConsentPurpose, Consent> current = consents.current(person);
    Set<UUID> by = new HashSet<>();
    current.values().stream().flatMap(one -> Stream.ofNullable(one.byPerson())).forEach(by::add);
    Map<UUID, PersonName> names = people.names(by);
    return Arrays.stream(ConsentPurpose.values())
        .map(purpose -> {
          Consent answer = current.get(purpose);
          String title = reader.words.purpose(purpose);
          String more = reader.words.answer(answer);
          if (answer != null) {
            UUID who = answer.byPerson();
            PersonName name = who == null ? null : names.get(who);
            more += " · " + reader.words.answered(answer, name == null ? "" : name.full());
          }
          return PersonView.Line.of(title, more, "")
              .offering(
                  reader.may("consents.write")
                      ? List.of(
                          reader.link(
                              reader.text.t("people.note-answer"),
                              title,
                              base + "/consents/" + purpose))
                      : List.of());
        })
        .toList();
  }
}
