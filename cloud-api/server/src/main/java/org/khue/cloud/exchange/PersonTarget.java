package org.khue.cloud.exchange;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.people.Relation;
import org.khue.cloud.people.Sex;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Target;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Persons of one unit: pupils by their student code, staff by their staff code. The code is the
/// natural key. A row of a person who is there changes what it tells: names, dates, how to reach
/// them, the class; a personal number is added, never replaced. Guardians come with a new pupil
/// alone.
final class PersonTarget implements Target {
  private final boolean pupils;
  private final Transactions transactions;
  private final People people;
  private final Identifiers identifiers;
  private final Guardians guardians;
  private final ImportedPeople imported;
  private final ClassNames classes;

  PersonTarget(
      boolean pupils,
      Transactions transactions,
      People people,
      Identifiers identifiers,
      Guardians guardians,
      ImportedPeople imported,
      ClassNames classes) {
    this.pupils = pupils;
    this.transactions = transactions;
    this.people = people;
    this.identifiers = identifiers;
    this.guardians = guardians;
    this.imported = imported;
    this.classes = classes;
  }

  private String codeColumn() {
    return pupils ? PersonColumns.STUDENT_CODE : PersonColumns.STAFF_CODE;
  }

  private IdentifierScheme codeScheme() {
    return pupils ? IdentifierScheme.STUDENT : IdentifierScheme.STAFF;
  }

  @Override
  public Optional<Key> key(ImportRow row) {
    return row.text(codeColumn()).map(code -> new Key(codeColumn(), code));
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    List<String> codes = rows.stream().map(row -> row.required(codeColumn())).toList();
    List<String> numbers =
        rows.stream().flatMap(row -> row.text(PersonColumns.NUMBER).stream()).toList();
    Map<String, UUID> seen = imported.holders(scene.transaction(), codeScheme(), codes);
    Map<String, UUID> classesHere =
        pupils ? join(scene, () -> classes.of(scene.unit(), scene.today())) : Map.of();
    Map<UUID, String> names = new HashMap<>();
    classesHere.forEach((name, id) -> names.put(id, name));
    PersonFaults faults =
        new PersonFaults(
            codeColumn(),
            seen,
            imported.holdersAnywhere(codeScheme(), codes),
            imported.holdersAnywhere(IdentifierScheme.NATIONAL, numbers),
            classesHere);
    Map<UUID, ImportedPeople.Known> known = imported.known(scene.transaction(), seen.values());
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      ImportedPeople.Known person = known.get(seen.get(row.required(codeColumn())));
      findings.add(
          new Finding(
              Optional.ofNullable(person).map(here -> present(scene, row, here, names)),
              faults.of(scene, row, person)));
    }
    return findings;
  }

  private Finding.Present present(
      Scene scene, ImportRow row, ImportedPeople.Known known, Map<UUID, String> names) {
    Facts facts = known.person().facts();
    Map<String, String> values = new HashMap<>();
    // Guardians come with a new pupil alone: what the row says of them is no change of this one.
    PersonColumns.GUARDIANS.stream()
        .flatMap(keys -> Stream.of(keys.name(), keys.relation(), keys.phone()))
        .forEach(key -> put(values, key, row.values().get(key)));
    values.put(PersonColumns.NAME, facts.name().full());
    put(values, PersonColumns.BIRTH_DATE, facts.birthDate());
    put(values, PersonColumns.SEX, facts.sex());
    put(values, PersonColumns.PHONE, facts.phone());
    put(values, PersonColumns.EMAIL, facts.email());
    put(values, PersonColumns.ADDRESS, facts.address());
    put(values, codeColumn(), known.numbers().get(codeScheme()));
    put(values, PersonColumns.NUMBER, known.numbers().get(IdentifierScheme.NATIONAL));
    here(scene, known)
        .ifPresent(place -> {
          UUID schoolClass = place.schoolClass();
          if (pupils && schoolClass != null) {
            put(values, PersonColumns.CLASS, names.get(schoolClass));
          } else {
            values.put(PersonColumns.POSITION, place.kind().name());
          }
        });
    return new Finding.Present(known.person().id().toString(), known.state(), values);
  }

  private static void put(Map<String, String> values, String key, @Nullable Object value) {
    if (value != null) {
      values.put(key, value.toString());
    }
  }

  private Optional<Membership> here(Scene scene, ImportedPeople.Known known) {
    return known.memberships().stream()
        .filter(place -> place.unit().equals(scene.unit()))
        .filter(place -> pupils == (place.kind() == MembershipKind.PUPIL))
        .findFirst();
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    List<UUID> added = new ArrayList<>();
    UUID id =
        join(
            scene,
            () -> {
              Person person = people.create(facts(row, null), place(scene, row), false);
              addNumber(person.id(), codeScheme(), row.required(codeColumn()), scene.today());
              row.text(PersonColumns.NUMBER)
                  .ifPresent(number ->
                      addNumber(person.id(), IdentifierScheme.NATIONAL, number, scene.today()));
              PersonColumns.GUARDIANS.forEach(keys ->
                  guardian(person.id(), row, keys, added.size() + 1, scene.today())
                      .ifPresent(guardian -> added.add(guardian.guardian())));
              return person.id();
            });
    String state = ImportedPeople.state(imported.snapshot(scene.transaction(), id));
    return new Written(id.toString(), state, Before.made(added));
  }

  private void addNumber(UUID person, IdentifierScheme scheme, String number, LocalDate today) {
    identifiers.add(person, scheme, number, null, today, null);
  }

  private Optional<Guardian> guardian(
      UUID child, ImportRow row, PersonColumns.Guardian keys, int order, LocalDate today) {
    return row.text(keys.name())
        .map(name -> {
          Relation relation = Relation.valueOf(row.text(keys.relation()).orElse("RELATIVE"));
          Facts facts =
              Facts.of(name(name), null, null).reachedAt(row.text(keys.phone()).orElse(null), null);
          boolean legal =
              relation == Relation.MOTHER
                  || relation == Relation.FATHER
                  || relation == Relation.APPOINTED;
          return guardians.addNew(
              child, facts, new Guardians.Bond(relation, legal, order, today), false);
        });
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    UUID id = UUID.fromString(present.id());
    String before = imported.snapshot(scene.transaction(), id);
    ImportedPeople.Known known =
        java.util.Objects.requireNonNull(imported.known(scene.transaction(), List.of(id)).get(id));
    Facts now = known.person().facts();
    Facts wanted = facts(row, now);
    join(
        scene,
        () -> {
          if (!wanted.equals(now)) {
            people.change(id, known.person().version(), wanted);
          }
          if (!known.numbers().containsKey(IdentifierScheme.NATIONAL)) {
            row.text(PersonColumns.NUMBER)
                .ifPresent(
                    number -> addNumber(id, IdentifierScheme.NATIONAL, number, scene.today()));
          }
          return id;
        });
    moved(scene, row, known);
    String after = imported.snapshot(scene.transaction(), id);
    return new Written(id.toString(), ImportedPeople.state(after), Before.changed(before));
  }

  /// Moves a pupil to the row's class; a person without a place here gets one.
  private void moved(Scene scene, ImportRow row, ImportedPeople.Known known) throws SQLException {
    Optional<Membership> place = here(scene, known);
    if (place.isEmpty()) {
      join(scene, () -> people.join(known.person().id(), place(scene, row)));
      return;
    }
    if (!pupils) {
      return;
    }
    UUID wanted = place(scene, row).schoolClass();
    if (wanted != null && !wanted.equals(place.get().schoolClass())) {
      join(
          scene,
          () -> {
            try {
              imported.moveToClass(scene.transaction(), place.get(), wanted);
              return wanted;
            } catch (SQLException e) {
              throw new org.khue.cloud.platform.db.DatabaseException("moving a pupil", e);
            }
          });
    }
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    UUID id = UUID.fromString(written.id());
    String now = imported.snapshot(scene.transaction(), id);
    if (!ImportedPeople.state(now).equals(written.version())) {
      return Undone.CHANGED_SINCE;
    }
    Before before = Before.of(String.valueOf(written.before()));
    if (before.snapshot() == null) {
      imported.remove(scene.transaction(), id, before.guardians());
    } else {
      imported.restore(scene.transaction(), id, before.snapshot());
    }
    return Undone.RESTORED;
  }

  private People.Place place(Scene scene, ImportRow row) {
    UUID schoolClass =
        pupils
            ? join(scene, () -> classes.of(scene.unit(), scene.today()))
                .get(row.required(PersonColumns.CLASS))
            : null;
    MembershipKind kind =
        pupils
            ? MembershipKind.PUPIL
            : MembershipKind.valueOf(row.required(PersonColumns.POSITION));
    return new People.Place(scene.unit(), kind, schoolClass, null, scene.today(), null);
  }

  /// What the row tells of a person; what it leaves out stays.
  private static Facts facts(ImportRow row, @Nullable Facts now) {
    Facts base = now == null ? Facts.of(new PersonName("", ""), null, null) : now;
    return new Facts(
        name(row.required(PersonColumns.NAME)),
        row.date(PersonColumns.BIRTH_DATE).orElse(null),
        Sex.valueOf(row.required(PersonColumns.SEX)),
        base.ethnicity(),
        base.nationality(),
        row.text(PersonColumns.ADDRESS).orElse(base.address()),
        base.addressUnit(),
        row.text(PersonColumns.PHONE)
            .map(phone -> phone.replaceAll("[\\s.()\\-]", ""))
            .orElse(base.phone()),
        row.text(PersonColumns.EMAIL).orElse(base.email()));
  }

  private static PersonName name(String full) {
    int space = full.lastIndexOf(' ');
    return space < 0
        ? new PersonName("", full)
        : new PersonName(full.substring(0, space), full.substring(space + 1));
  }

  private <T> T join(Scene scene, java.util.function.Supplier<T> work) {
    return transactions.within(scene.transaction(), work);
  }
}
