package org.khue.cloud.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;

/// Relations under changes of all sorts, held against plain SQL.
@ExtendWith(ActingAsSystem.class)
class RelationsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
  private static final LocalDate LONG_AGO = LocalDate.parse("2000-01-01");
  private static final long SEED = 20261124;

  /// Reachability of a day out of the rows alone, by PostgreSQL itself.
  private static final String DIFFERENCE =
      """
      WITH RECURSIVE edge AS (
        SELECT CASE kind WHEN 'merged-into' THEN to_unit ELSE from_unit END AS above,
               CASE kind WHEN 'merged-into' THEN from_unit ELSE to_unit END AS below
        FROM organisation.relation
        WHERE daterange(valid_from, valid_to) @> date '%s'),
      reached AS (
        SELECT above, below FROM edge
        UNION SELECT r.above, e.below FROM reached r JOIN edge e ON e.above = r.below),
      expected AS (
        SELECT above, below FROM reached
        UNION SELECT id, id FROM organisation.unit
        UNION SELECT '00000000-0000-7000-8000-000000000001', id FROM organisation.unit)
      SELECT count(*) FROM (
        (SELECT above, below FROM expected EXCEPT SELECT ancestor, descendant FROM platform.reach)
        UNION ALL
        (SELECT ancestor, descendant FROM platform.reach EXCEPT SELECT above, below FROM expected)) d
      """;

  /// Units that lie below themselves on some day on which a relation begins.
  private static final String CYCLES =
      """
      WITH RECURSIVE edge AS (
        SELECT CASE kind WHEN 'merged-into' THEN to_unit ELSE from_unit END AS above,
               CASE kind WHEN 'merged-into' THEN from_unit ELSE to_unit END AS below,
               daterange(valid_from, valid_to) AS days
        FROM organisation.relation),
      day AS (SELECT DISTINCT lower(days) AS day FROM edge),
      reached AS (
        SELECT day, above, below FROM edge JOIN day ON days @> day
        UNION SELECT r.day, r.above, e.below FROM reached r
              JOIN edge e ON e.above = r.below AND e.days @> r.day)
      SELECT count(*) FROM reached WHERE above = below
      """;

  private static final String SECOND_PARENTS =
      """
      SELECT count(*) FROM organisation.relation a JOIN organisation.relation b
        ON a.to_unit = b.to_unit AND a.id < b.id AND a.kind = 'manages' AND b.kind = 'manages'
        AND daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
      """;

  private static final String OUTSIDE_LIVES =
      """
      SELECT count(*) FROM organisation.relation r JOIN organisation.unit u
        ON u.id IN (r.from_unit, r.to_unit)
      WHERE r.kind <> 'merged-into'
        AND NOT daterange(u.founded, u.dissolved) @> daterange(r.valid_from, r.valid_to)
      """;

  /// A clock that a test moves.
  private static final class Hands extends Clock {
    private Instant now = TODAY.atTime(9, 0).toInstant(ZoneOffset.ofHours(7));

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final Hands CLOCK = new Hands();
  private static TestCloud cloud;
  private static int number;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(CLOCK);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Unit school(UUID parent, LocalDate since) {
    String code = "T-" + ++number;
    UnitFacts facts =
        new UnitFacts(
            code,
            "Trường thử " + number,
            null,
            UnitKind.SCHOOL,
            List.of(Level.PRIMARY),
            Ownership.PUBLIC,
            since,
            null,
            null,
            null);
    return cloud.bean(Units.class).create(parent, since, "01/QĐ", facts);
  }

  private static Relations relations() {
    return cloud.bean(Relations.class);
  }

  private static Edge edge(
      RelationKind kind, UUID from, UUID to, LocalDate start, @Nullable LocalDate end) {
    return new Edge(kind, from, to, new Span(start, end));
  }

  private static void assertSound(String when) {
    LocalDate today = LocalDate.ofInstant(CLOCK.now, ZoneId.of("Asia/Ho_Chi_Minh"));
    assertEquals(0, cloud.count(DIFFERENCE.formatted(today)), when + ": reach differs");
    assertEquals(0, cloud.count(CYCLES), when + ": a cycle");
    assertEquals(0, cloud.count(SECOND_PARENTS), when + ": two parents on a day");
    assertEquals(0, cloud.count(OUTSIDE_LIVES), when + ": a relation outside a life");
  }

  private static String refusal(Runnable change) {
    ProblemException refused = assertThrows(ProblemException.class, change::run);
    return refused.faults().stream().map(fault -> fault.field() + ": " + fault.message()).toList()
        + "";
  }

  @Test
  void whateverIsChangedTheRulesHoldAndTheReachIsThatOfTheRows() {
    Random random = new Random(SEED);
    List<UUID> units = new ArrayList<>(List.of(Reach.ROOT));
    int done = 0;
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      String when = "seed " + SEED + ", change " + round;
      try {
        change(random, units);
        done++;
      } catch (ProblemException e) {
        assertTrue(e.status().getCode() == 422, when + ": " + e.getMessage());
        refused++;
      }
      if (round % 10 == 9) {
        assertSound(when);
      }
    }
    assertTrue(done > 100 && refused > 30, done + " done, " + refused + " refused");
  }

  private static void change(Random random, List<UUID> units) {
    UUID one = units.get(random.nextInt(units.size()));
    UUID other = units.get(random.nextInt(units.size()));
    LocalDate day = LocalDate.parse("2020-01-01").plusDays(random.nextInt(4_000));
    LocalDate end = random.nextBoolean() ? null : day.plusDays(1 + random.nextInt(2_000));
    List<Relation> all = relations().all();
    switch (random.nextInt(8)) {
      case 0, 1 -> units.add(school(one, day).id());
      case 2 -> relations().add(edge(RelationKind.OVERSEES, one, other, day, end), null);
      case 3 -> relations().add(edge(RelationKind.MANAGES, one, other, day, end), null);
      case 4, 5 -> {
        if (!all.isEmpty()) {
          Relation some = all.get(random.nextInt(all.size()));
          LocalDate to = random.nextInt(3) == 0 ? null : day;
          LocalDate from = random.nextInt(3) == 0 ? day.minusDays(900) : some.edge().span().from();
          relations().update(some.id(), some.version(), new Span(from, to), "02/QĐ");
        }
      }
      case 6 -> {
        if (!all.isEmpty() && random.nextInt(3) == 0) {
          Relation some = all.get(random.nextInt(all.size()));
          relations().remove(some.id(), some.version());
        }
      }
      default -> {
        if (!one.equals(Reach.ROOT) && random.nextInt(3) == 0) {
          relations().merge(one, other, day, "03/QĐ");
        }
      }
    }
  }

  @Test
  void aRelationThatBeginsTomorrowReachesFromMidnightOn() {
    Unit ward = school(Reach.ROOT, LONG_AGO);
    Unit school = school(Reach.ROOT, LONG_AGO);
    LocalDate tomorrow = LocalDate.ofInstant(CLOCK.now, ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(1);
    relations().add(edge(RelationKind.OVERSEES, ward.id(), school.id(), tomorrow, null), null);
    String reaches =
        "SELECT count(*) FROM platform.reach WHERE ancestor = '%s' AND descendant = '%s'"
            .formatted(ward.id(), school.id());
    assertEquals(0, cloud.count(reaches));
    CLOCK.now = CLOCK.now.plus(Duration.ofDays(1));
    cloud.bean(NewDay.class).begin();
    assertEquals(1, cloud.count(reaches));
    assertSound("after midnight");
  }

  @Test
  void eachBrokenRuleIsToldInWords() {
    Unit upper = school(Reach.ROOT, LONG_AGO);
    Unit middle = school(upper.id(), LONG_AGO);
    Unit lower = school(middle.id(), LONG_AGO);
    assertTrue(
        refusal(() ->
                relations()
                    .add(edge(RelationKind.OVERSEES, lower.id(), upper.id(), TODAY, null), null))
            .contains(
                "the first below the last: "
                    + upper.name()
                    + " > "
                    + middle.name()
                    + " > "
                    + lower.name()));
    assertTrue(
        refusal(() ->
                relations()
                    .add(edge(RelationKind.MANAGES, upper.id(), lower.id(), TODAY, null), null))
            .contains("is managed by " + middle.name()));
    assertTrue(
        refusal(() ->
                relations()
                    .add(edge(RelationKind.OVERSEES, upper.id(), upper.id(), TODAY, null), null))
            .contains("no relation to itself"));
    assertTrue(
        refusal(() ->
                relations()
                    .add(edge(RelationKind.OVERSEES, upper.id(), lower.id(), TODAY, TODAY), null))
            .contains("must lie after the start"));
    assertTrue(
        refusal(() ->
                relations()
                    .add(
                        edge(
                            RelationKind.OVERSEES,
                            upper.id(),
                            lower.id(),
                            LocalDate.parse("1999-12-31"),
                            null),
                        null))
            .contains("exists from 2000-01-01 on only"));
    assertTrue(
        refusal(() ->
                relations()
                    .add(edge(RelationKind.MERGED_INTO, lower.id(), upper.id(), TODAY, null), null))
            .contains("must end on the day of the merger"));
  }

  @Test
  void aMergedUnitEndsAndThoseBelowItComeBelowTheOther() {
    Unit old = school(Reach.ROOT, LONG_AGO);
    Unit heir = school(Reach.ROOT, LONG_AGO);
    Unit child = school(old.id(), LONG_AGO);
    LocalDate day = LocalDate.parse("2025-07-01");
    relations().merge(old.id(), heir.id(), day, "09/QĐ");
    assertEquals(day, cloud.bean(Units.class).get(old.id()).facts().dissolved());
    Tree before = relations().tree(day.minusDays(1));
    Tree after = relations().tree(day);
    assertEquals(old.id(), before.manager(child.id()).orElseThrow().id());
    assertEquals(heir.id(), after.manager(child.id()).orElseThrow().id());
    assertTrue(before.units().containsKey(old.id()));
    assertTrue(!after.units().containsKey(old.id()));
    String reachesRecords =
        "SELECT count(*) FROM platform.reach WHERE ancestor = '%s' AND descendant IN ('%s', '%s')";
    assertEquals(2, cloud.count(reachesRecords.formatted(heir.id(), old.id(), child.id())));
    assertSound("after the merger");
  }

  @Test
  void aChangeOfSomethingThatWasChangedMeanwhileIsRefused() {
    Unit unit = school(Reach.ROOT, LONG_AGO);
    Relation relation = relations().of(unit.id()).getFirst();
    relations().update(relation.id(), 1, relation.edge().span(), "10/QĐ");
    ProblemException stale =
        assertThrows(
            ProblemException.class,
            () -> relations().update(relation.id(), 1, relation.edge().span(), "11/QĐ"));
    assertEquals(412, stale.status().getCode());
  }
}
