package org.khue.cloud.equipment.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Span;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// Reports: kept as they were, and a later change is seen.
@ExtendWith(ActingAsSystem.class)
class ReportsTest {
  private static final Instant START = Instant.parse("2026-09-13T17:00:00Z");
  private static final Question QUESTION =
      Question.ofRooms(
              Span.of(LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 20)), Dimension.ROOM)
          .below(UseWorld.SCHOOLS.getFirst());

  private static final MovingClock CLOCK = new MovingClock(START);
  private static TestCloud cloud;
  private static UseWorld world;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", false);
    settings.put("khue.utilisation.period", "1h");
    cloud = TestCloud.start(settings, (Clock) CLOCK);
    world = new UseWorld(cloud);
    world.settle();
    world.feed("gw-1", UseWorld.inventory(START, List.of("sensor")));
    world.place("gw-1", 0, 0);
    CLOCK.set(START.plusSeconds(86_400));
    use("first", Instant.parse("2026-09-14T00:10:00Z"));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static void use(String id, Instant from) {
    world.feed(
        "gw-1",
        UseWorld.started(id, "", from),
        UseWorld.ended(id, "", from, from.plusSeconds(600)));
    cloud.bean(Recount.class).pass();
  }

  private static Acting as(UUID unit, String right) {
    Grant grant =
        new Grant("principal", Set.of(Utilisation.READ, Reports.SIGN), new Scope.Below(unit));
    Caller caller =
        new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "Lê Thị Ánh", List.of(grant));
    return new Acting(caller, right);
  }

  private static Report sign(UUID unit, Question question) {
    return as(unit, Reports.SIGN)
        .call(() ->
            cloud
                .bean(Reports.class)
                .sign(question, "Báo cáo tuần", "", answer -> keys -> "Phòng " + keys.size()));
  }

  @Test
  void aSignedReportSaysWhoWhenAndWhatAndALaterChangeIsSeen() {
    UUID school = UseWorld.SCHOOLS.getFirst();
    Reports reports = cloud.bean(Reports.class);
    Report report = sign(school, QUESTION);
    assertEquals("Lê Thị Ánh", report.signer());
    assertEquals("principal", report.role());
    assertEquals(START.plusSeconds(86_400), report.signedAt());
    assertEquals(Figuring.sha256(report.figures()), report.sha256());
    assertEquals(600, Figuring.groups(report.figures()).values().iterator().next().used());
    Reports.Check same = as(school, Utilisation.READ).call(() -> reports.check(report));
    assertEquals(report.sha256(), same.sha256());
    assertTrue(same.changed().isEmpty());

    use("late", Instant.parse("2026-09-14T01:05:00Z"));
    Reports.Check later = as(school, Utilisation.READ).call(() -> reports.check(report));
    assertEquals(Set.of(UseWorld.room(0, 0).toString()), later.changed());
    Report kept = as(school, Utilisation.READ).call(() -> reports.get(report.id()));
    assertEquals(report, kept);
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'use-report.signed' AND subject = '"
                + report.id()
                + "'"));
  }

  @Test
  void onlyTheUnitsOwnPeopleSignAndRead() {
    UUID other = UseWorld.SCHOOLS.get(1);
    assertThrows(ProblemException.class, () -> sign(other, QUESTION));
    Report report = sign(UseWorld.WARD, QUESTION);
    assertThrows(
        ProblemException.class,
        () -> as(other, Utilisation.READ).call(() -> cloud.bean(Reports.class).get(report.id())));
  }

  @Test
  void aReportCannotBeChanged() {
    Report report = sign(UseWorld.WARD, QUESTION);
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM information_schema.role_table_grants WHERE table_schema ="
                + " 'equipment' AND table_name = 'use_report' AND privilege_type IN ('UPDATE',"
                + " 'DELETE') AND grantee LIKE '%\\_app'"));
    assertTrue(
        report.figures().startsWith("khue-utilisation 1 about=rooms&by=room&from=2026-09-14"));
  }

  @Test
  void parametersOfAQuestionAreReadBackAsTheSameQuestion() {
    Question question =
        new Question(
            true,
            new Span(
                LocalDate.of(2026, 9, 14),
                LocalDate.of(2026, 9, 20),
                2026,
                1,
                2,
                5,
                Set.of(1, 3),
                Set.of(1, 21)),
            UseWorld.WARD,
            Set.of(UseWorld.room(0, 0)),
            Set.of("physics-lab"),
            Set.of("plug", "projector"),
            Set.of("p"),
            "lamp",
            List.of(Dimension.UNIT, Dimension.WEEK));
    assertEquals(
        question,
        QuestionReader.read(
            Figuring.read(Figuring.parameters(question)),
            LocalDate.of(2026, 11, 24),
            LocalDate.of(2025, 1, 1)));
  }
}
