package org.khue.cloud.organisation.internal.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.security.Reach;

/// Units and relations of the invented city, before and after the end of the district tier.
final class DemoUnits {
  private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
  private static final LocalDate BEGINNING = LocalDate.of(1990, 1, 1);
  private static final String REFORM_DECISION = "01/QĐ-MP";

  private final List<Unit> units = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final Map<UUID, Integer> wardOf = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final UUID department;

  DemoUnits() {
    department =
        unit("SK-SO", "Sở Giáo dục và Đào tạo Sao Khuê", UnitKind.DEPARTMENT, BEGINNING, null);
    relate(RelationKind.MANAGES, Reach.ROOT, department, BEGINNING, null, null);
    List<UUID> districts = districts();
    for (int i = 0; i < DemoNames.WARDS.size(); i++) {
      ward(i, districts);
    }
    for (int i = 0; i < DemoNames.WARDS.size(); i++) {
      schools(i, districts);
    }
  }

  Unit root() {
    UnitFacts facts =
        new UnitFacts(
            "SK",
            "Thành phố Sao Khuê (mô phỏng)",
            "City of Sao Khuê (simulated)",
            UnitKind.CITY,
            List.of(),
            Ownership.PUBLIC,
            null,
            null,
            null,
            null);
    return new Unit(Reach.ROOT, facts, 2);
  }

  List<Unit> all() {
    return units;
  }

  List<Relation> relations() {
    return relations;
  }

  /// Index of the ward in which a unit lies; the offices of the city lie in the first.
  int place(Unit unit) {
    return wardOf.getOrDefault(unit.id(), 0);
  }

  private List<UUID> districts() {
    List<UUID> districts = new ArrayList<>();
    for (String name : DemoNames.DISTRICTS) {
      UUID district = unit(next("SK-Q"), name, UnitKind.DISTRICT, BEGINNING, REFORM);
      relate(RelationKind.MANAGES, Reach.ROOT, district, BEGINNING, REFORM, null);
      relate(RelationKind.OVERSEES, department, district, BEGINNING, REFORM, null);
      districts.add(district);
    }
    return districts;
  }

  private void ward(int index, List<UUID> districts) {
    DemoNames.Ward ward = DemoNames.WARDS.get(index);
    UUID district = districts.get(ward.district());
    UnitKind kind = ward.urban() ? UnitKind.WARD : UnitKind.COMMUNE;
    LocalDate founded = ward.formed().isEmpty() ? BEGINNING : REFORM;
    UUID id = unit(next(ward.urban() ? "SK-P" : "SK-X"), ward.name(), kind, founded, null);
    wardOf.put(id, index);
    for (String older : ward.formed()) {
      UUID old = unit(next(ward.urban() ? "SK-P" : "SK-X"), older, kind, BEGINNING, REFORM);
      relate(RelationKind.MANAGES, district, old, BEGINNING, REFORM, null);
      relate(RelationKind.MERGED_INTO, old, id, REFORM, null, REFORM_DECISION);
    }
    if (ward.formed().isEmpty()) {
      relate(RelationKind.MANAGES, district, id, BEGINNING, REFORM, null);
    }
    relate(RelationKind.MANAGES, Reach.ROOT, id, REFORM, null, REFORM_DECISION);
    relate(RelationKind.OVERSEES, department, id, REFORM, null, REFORM_DECISION);
  }

  private void schools(int ward, List<UUID> districts) {
    UUID district = districts.get(DemoNames.WARDS.get(ward).district());
    for (int i = 0; i < 3; i++) {
      boolean own = i == 2 && ward % 3 == 0;
      String name = DemoNames.of(DemoNames.FLOWERS, ward * 3 + i);
      Ownership ownership = own ? Ownership.PRIVATE : Ownership.PUBLIC;
      below(ward, district, "SK-MN", "Trường Mầm non " + name, ownership, Level.PRESCHOOL);
    }
    for (int i = 0; i < 3; i++) {
      String name = DemoNames.of(DemoNames.TREES, ward * 3 + i);
      below(ward, district, "SK-TH", "Trường Tiểu học " + name, Ownership.PUBLIC, Level.PRIMARY);
    }
    for (int i = 0; i < 2; i++) {
      // The first ward's schools bear the first star, so that the demo's school is easy to find.
      String name = DemoNames.STARS.get(ward) + " " + (i + 1);
      below(
          ward,
          district,
          "SK-THCS",
          "Trường THCS " + name,
          Ownership.PUBLIC,
          Level.LOWER_SECONDARY);
    }
    if (ward % 3 == 1) {
      String name = "Trường Tiểu học và THCS " + DemoNames.SKY.get(ward) + " Xanh";
      below(ward, district, "SK-LC", name, Ownership.PUBLIC, Level.PRIMARY, Level.LOWER_SECONDARY);
    }
    String place = DemoNames.WARDS.get(ward).name().toLowerCase(Locale.ROOT);
    community(ward, district, "Trung tâm học tập cộng đồng " + properNoun(place, ward));
    aboveWards(ward);
  }

  private void aboveWards(int ward) {
    String sky = DemoNames.SKY.get(ward);
    ofDepartment(
        ward,
        "SK-THPT",
        "Trường THPT " + sky,
        UnitKind.SCHOOL,
        Ownership.PUBLIC,
        Level.UPPER_SECONDARY);
    if (ward % 3 == 2) {
      ofDepartment(
          ward,
          "SK-LC",
          "Trường THCS và THPT " + sky + " Mới",
          UnitKind.SCHOOL,
          Ownership.PRIVATE,
          Level.LOWER_SECONDARY,
          Level.UPPER_SECONDARY);
      ofDepartment(
          ward,
          "SK-GDTX",
          "Trung tâm GDTX " + sky,
          UnitKind.CONTINUING_EDUCATION,
          Ownership.PUBLIC,
          Level.LOWER_SECONDARY,
          Level.UPPER_SECONDARY);
    }
    if (ward % 4 == 3) {
      ofDepartment(
          ward,
          "SK-CB",
          "Trường Chuyên biệt " + sky,
          UnitKind.SPECIAL_EDUCATION,
          Ownership.PUBLIC,
          Level.PRIMARY);
    }
  }

  private static String properNoun(String place, int ward) {
    String name = DemoNames.WARDS.get(ward).name();
    int blank = name.indexOf(' ');
    return place.substring(0, blank) + name.substring(blank);
  }

  private void community(int ward, UUID district, String name) {
    UUID id = unit(next("SK-HTCD"), name, UnitKind.COMMUNITY_LEARNING, founded(), null);
    wardRelations(id, ward, district);
  }

  private void below(
      int ward, UUID district, String prefix, String name, Ownership ownership, Level... levels) {
    UUID id =
        unit(next(prefix), name, UnitKind.SCHOOL, List.of(levels), ownership, founded(), null);
    wardRelations(id, ward, district);
  }

  private void wardRelations(UUID id, int ward, UUID district) {
    LocalDate founded = Objects.requireNonNull(units.getLast().facts().founded());
    UUID wardId =
        units.stream()
            .filter(unit -> unit.name().equals(DemoNames.WARDS.get(ward).name()))
            .findFirst()
            .orElseThrow()
            .id();
    relate(RelationKind.MANAGES, district, id, founded, REFORM, null);
    relate(RelationKind.MANAGES, wardId, id, REFORM, null, REFORM_DECISION);
    wardOf.put(id, ward);
  }

  private void ofDepartment(
      int ward, String prefix, String name, UnitKind kind, Ownership ownership, Level... levels) {
    UUID id = unit(next(prefix), name, kind, List.of(levels), ownership, founded(), null);
    LocalDate founded = Objects.requireNonNull(units.getLast().facts().founded());
    relate(RelationKind.MANAGES, department, id, founded, null, null);
    wardOf.put(id, ward);
  }

  /// Schools are founded one after another, a few in each year.
  private LocalDate founded() {
    return LocalDate.of(1991 + units.size() % 30, 9, 1);
  }

  private String next(String prefix) {
    return "%s-%02d".formatted(prefix, numbers.merge(prefix, 1, Integer::sum));
  }

  private UUID unit(
      String code, String name, UnitKind kind, LocalDate founded, @Nullable LocalDate dissolved) {
    return unit(code, name, kind, List.of(), Ownership.PUBLIC, founded, dissolved);
  }

  private UUID unit(
      String code,
      String name,
      UnitKind kind,
      List<Level> levels,
      Ownership ownership,
      LocalDate founded,
      @Nullable LocalDate dissolved) {
    UUID id = DemoCity.id("unit", code);
    String mail = code.toLowerCase(Locale.ROOT).replace("-", "") + "@saokhue.example";
    String phone = "0200 555 %04d".formatted(units.size() + 1);
    UnitFacts facts =
        new UnitFacts(code, name, null, kind, levels, ownership, founded, dissolved, phone, mail);
    units.add(new Unit(id, facts, 1));
    return id;
  }

  private void relate(
      RelationKind kind,
      UUID from,
      UUID to,
      LocalDate start,
      @Nullable LocalDate end,
      @Nullable String decision) {
    Edge edge = new Edge(kind, from, to, new Span(start, end));
    UUID id =
        DemoCity.id("relation", kind.code(), from.toString(), to.toString(), start.toString());
    relations.add(new Relation(id, edge, decision, 1));
  }
}
