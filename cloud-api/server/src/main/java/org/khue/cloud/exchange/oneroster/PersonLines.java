package org.khue.cloud.exchange.oneroster;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;

/// People as lines of `users.csv`, where they belong as lines of `roles.csv`, in which class as
/// lines of `enrollments.csv`.
///
/// Of what is known of a person only the name and the sector's or school's code leave here; dates
/// of birth and sex do in `demographics.csv`, when that is asked for. Personal numbers, addresses,
/// telephones, e-mails, families, health, cards and sign-in names never do.
final class PersonLines {
  /// Stands for the family name, which the binding requires, of somebody with one name.
  static final String NO_NAME = "-";

  private final Set<UUID> units;
  private final LocalDate today;
  private final ClassLines classes;
  private final Sheet users = new Sheet(RosterFile.USERS);
  private final Sheet roles = new Sheet(RosterFile.ROLES);
  private final Sheet demographics = new Sheet(RosterFile.DEMOGRAPHICS);
  private final Sheet enrollments = new Sheet(RosterFile.ENROLLMENTS);
  private final Set<UUID> told = new HashSet<>();

  /// @param units of which there are lines
  PersonLines(Set<UUID> units, LocalDate today, ClassLines classes) {
    this.units = units;
    this.today = today;
    this.classes = classes;
  }

  List<Sheet> sheets() {
    return List.of(users, roles, demographics, enrollments);
  }

  int size() {
    return users.size();
  }

  /// Adds a person with the places that they have now in the units.
  ///
  /// @param open whether birth date and sex go along
  void add(ImportedPeople.Known known, boolean open) {
    List<Membership> places =
        known.memberships().stream()
            .filter(place -> units.contains(place.unit()) && place.holdsOn(today))
            .toList();
    if (places.isEmpty() || !told.add(known.person().id())) {
      return;
    }
    user(known, places);
    Set<UUID> primary = new HashSet<>();
    for (Membership place : places) {
      role(place, primary.add(place.unit()));
      classes.find(place.schoolClass()).ifPresent(some -> enrollment(place, some));
    }
    if (open) {
      demographics(known.person().id(), known.person().facts());
    }
  }

  private void user(ImportedPeople.Known known, List<Membership> places) {
    UUID id = known.person().id();
    String family = known.person().facts().name().family();
    int space = family.indexOf(' ');
    Optional<Map.Entry<IdentifierScheme, String>> code = code(known.numbers());
    Sheet.Line line =
        users
            .line(id)
            .put("enabledUser", true)
            .put("username", code.map(Map.Entry::getValue).orElse(id.toString()))
            .put("userIds", code.map(PersonLines::typed).orElse(null))
            .put("givenName", known.person().facts().name().given())
            .put(
                "familyName",
                family.isEmpty() ? NO_NAME : space < 0 ? family : family.substring(0, space))
            .put("middleName", space < 0 ? null : family.substring(space + 1))
            .put("identifier", code.map(Map.Entry::getValue).orElse(null))
            .put("primaryOrgSourcedId", places.getFirst().unit());
    places.stream()
        .filter(place -> place.kind() == MembershipKind.PUPIL)
        .flatMap(place -> classes.find(place.schoolClass()).stream())
        .findFirst()
        .ifPresent(some -> line.put("grades", Terms.grade(some.facts().facts().grade())));
  }

  /// The student code, else the staff code.
  private static Optional<Map.Entry<IdentifierScheme, String>> code(
      Map<IdentifierScheme, String> numbers) {
    return List.of(IdentifierScheme.STUDENT, IdentifierScheme.STAFF).stream()
        .filter(numbers::containsKey)
        .findFirst()
        .map(scheme -> Map.entry(scheme, String.valueOf(numbers.get(scheme))));
  }

  private static String typed(Map.Entry<IdentifierScheme, String> code) {
    return "{" + code.getKey() + ":" + code.getValue() + "}";
  }

  private void role(Membership place, boolean primary) {
    roles
        .line(place.id())
        .put("userSourcedId", place.person())
        .put("roleType", primary ? "primary" : "secondary")
        .put("role", Terms.role(place.kind()))
        .put("beginDate", place.from())
        .put("endDate", place.to())
        .put("orgSourcedId", place.unit());
  }

  private void enrollment(Membership place, ClassLines.Told some) {
    boolean pupil = place.kind() == MembershipKind.PUPIL;
    UUID homeroom = some.homeroom();
    enrollment(
        place.id() + ".class",
        some,
        place.person(),
        pupil ? null : homeroom == null || homeroom.equals(place.person()),
        place.from().isAfter(some.starts()) ? place.from() : some.starts(),
        place.to() != null && place.to().isBefore(some.ends()) ? place.to() : some.ends());
  }

  /// Adds the class teachers who are not in their class by a membership.
  void addHomerooms() {
    Set<String> there = new HashSet<>();
    enrollments.rows().forEach(row -> there.add(row.get(3) + row.get(5)));
    for (ClassLines.Told some : classes.all()) {
      UUID teacher = some.homeroom();
      if (teacher != null
          && told.contains(teacher)
          && there.add(some.facts().id().toString() + teacher)) {
        enrollment(some.facts().id() + ".teacher", some, teacher, true, some.starts(), some.ends());
      }
    }
  }

  /// @param primary null for pupils
  private void enrollment(
      String id,
      ClassLines.Told some,
      UUID person,
      @Nullable Boolean primary,
      LocalDate begins,
      LocalDate ends) {
    enrollments
        .line(id)
        .put("classSourcedId", some.facts().id())
        .put("schoolSourcedId", some.facts().unit())
        .put("userSourcedId", person)
        .put("role", primary == null ? Terms.STUDENT : Terms.TEACHER)
        .put("primary", primary)
        .put("beginDate", begins)
        .put("endDate", ends);
  }

  private void demographics(UUID id, Facts facts) {
    if (facts.birthDate() == null && facts.sex() == null) {
      return;
    }
    demographics
        .line(id)
        .put("birthDate", facts.birthDate())
        .put("sex", facts.sex() == null ? null : facts.sex().name().toLowerCase(Locale.ROOT));
  }
}
