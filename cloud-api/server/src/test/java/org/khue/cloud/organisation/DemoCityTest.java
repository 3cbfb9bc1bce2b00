package org.khue.cloud.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.internal.demo.DemoData;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationRules;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

class DemoCityTest {
  private static final List<String> TABLES =
      List.of(
          "unit",
          "relation",
          "site",
          "building",
          "room",
          "calendar",
          "term",
          "holiday",
          "period",
          "school_class");

  private static TestCloud demo() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    return TestCloud.start(settings);
  }

  private static String hash(TestCloud cloud) {
    return TABLES.stream()
        .map(table ->
            cloud.rows(
                "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM organisation."
                    + table
                    + " t"))
        .map(rows -> String.valueOf(rows.getFirst().getFirst()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void twoDemosHoldTheSameCityAndARestartChangesNothing() {
    String first;
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    try (TestCloud cloud = TestCloud.start(settings)) {
      first = hash(cloud);
    }
    assertFalse(first.contains("null"), first);
    try (TestCloud again = TestCloud.start(settings)) {
      assertEquals(first, hash(again));
    }
    try (TestCloud other = demo()) {
      assertEquals(first, hash(other));
      assertEquals("Thành phố Sao Khuê (mô phỏng)", root(other).name());
      long schools =
          other.count(
              "SELECT count(*) FROM organisation.unit WHERE kind ~ 'school|education|learning'");
      assertTrue(schools >= 95 && schools <= 110, schools + " schools and centres");
      assertEquals(
          1,
          other.count(
              "SELECT count(*) FROM platform.reach WHERE ancestor = '%s' AND descendant = '%s'"
                  .formatted(DemoCity.WARD, DemoCity.SCHOOL)));
      assertEquals(
          0,
          other.count(
              "SELECT count(*) FROM organisation.unit u WHERE u.dissolved IS NULL AND u.id <> '%s'"
                      .formatted(Reach.ROOT)
                  + " AND NOT EXISTS (SELECT FROM organisation.relation r WHERE r.to_unit = u.id"
                  + " AND r.kind = 'manages' AND r.valid_to IS NULL)"));
    }
  }

  private static Unit root(TestCloud cloud) {
    return Acting.system("test").call(() -> cloud.bean(Units.class).get(Reach.ROOT));
  }

  @Test
  void withoutADemoThereIsTheCityAlone() {
    try (TestCloud cloud = TestCloud.start()) {
      assertEquals(1, cloud.count("SELECT count(*) FROM organisation.unit"));
      assertEquals("Thành phố", root(cloud).name());
    }
  }

  @Test
  void everythingInTheCityIsSound() {
    DemoData city = DemoData.make();
    assertEquals(city, DemoData.make());
    Map<UUID, Span> lives = new HashMap<>();
    lives.put(Reach.ROOT, city.root().life());
    city.units().forEach(unit -> lives.put(unit.id(), unit.life()));
    List<Edge> edges = city.relations().stream().map(Relation::edge).toList();
    for (Edge edge : edges) {
      List<Edge> others = edges.stream().filter(other -> other != edge).toList();
      assertEquals(List.of(), RelationRules.check(edge, lives, others));
    }
    city.units().forEach(unit -> assertEquals(List.of(), unit.facts().faults(), unit.name()));
    city.sites()
        .forEach(site -> {
          assertEquals(List.of(), site.facts().faults());
          assertFalse(site.facts().isAbroad());
        });
    city.buildings().forEach(some -> assertEquals(List.of(), some.facts().faults()));
    city.rooms().forEach(room -> assertEquals(List.of(), room.facts().faults()));
    city.calendars().forEach(some -> assertEquals(List.of(), some.days().faults()));
    Tree districts = Tree.of(LocalDate.of(2025, 6, 30), city.units(), city.relations());
    Tree today = Tree.of(LocalDate.of(2025, 7, 1), city.units(), city.relations());
    assertEquals(UnitKind.DISTRICT, districts.manager(DemoCity.SCHOOL).orElseThrow().kind());
    assertEquals(DemoCity.WARD, today.manager(DemoCity.SCHOOL).orElseThrow().id());
  }
}
