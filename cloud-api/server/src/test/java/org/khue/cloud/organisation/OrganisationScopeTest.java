package org.khue.cloud.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.Moment;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// Who sees and changes what, through the facades and in plain SQL.
class OrganisationScopeTest {
  private static final UUID OTHER_SCHOOL = DemoCity.id("unit", "SK-THCS-09");
  private static final Set<String> RIGHTS =
      Set.of("organisation.read", "organisation.write", "calendar.write");

  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Acting at(UUID unit, String right) {
    Grant grant = new Grant("test", RIGHTS, new Scope.Below(unit));
    Caller caller = new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "test", List.of(grant));
    return new Acting(caller, right);
  }

  private static long seen(String sql) {
    try (Connection connection = cloud.bean(DataSource.class).getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int changed(String sql) {
    try (Connection connection = cloud.bean(DataSource.class).getConnection();
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(Runnable call) {
    return assertThrows(ProblemException.class, call::run).status().getCode();
  }

  @Test
  void everybodyWhoActsReadsTheDirectoryAndNobodyElseReadsAnything() {
    long units = cloud.count("SELECT count(*) FROM organisation.unit");
    String count = "SELECT count(*) FROM organisation.unit";
    assertEquals(units, at(DemoCity.SCHOOL, "organisation.read").call(() -> seen(count)));
    assertEquals(0, seen(count));
    assertEquals(0, seen("SELECT count(*) FROM organisation.relation"));
    assertEquals(0, seen("SELECT count(*) FROM organisation.calendar"));
  }

  @Test
  void detailsAreThoseOfTheOwnUnitAndOfThoseBelow() {
    for (String table : List.of("room", "site", "building", "school_class")) {
      String rows = "SELECT count(*) FROM organisation." + table;
      String own = rows + " WHERE unit_id = '" + DemoCity.SCHOOL + "'";
      String below =
          rows
              + " WHERE unit_id IN (SELECT descendant FROM platform.reach WHERE ancestor = '"
              + DemoCity.WARD
              + "')";
      long all = cloud.count(rows);
      long school = at(DemoCity.SCHOOL, "organisation.read").call(() -> seen(rows));
      long ward = at(DemoCity.WARD, "organisation.read").call(() -> seen(rows));
      assertEquals(cloud.count(own), school, table);
      assertEquals(cloud.count(below), ward, table);
      assertTrue(0 < school && school < ward && ward < all, table);
    }
  }

  @Test
  void theFacadesRefuseWhatTheDatabaseWouldNotShow() {
    Acting principal = at(DemoCity.SCHOOL, "organisation.read");
    Rooms rooms = cloud.bean(Rooms.class);
    assertFalse(principal.call(() -> rooms.of(DemoCity.SCHOOL)).isEmpty());
    principal.run(() -> {
      assertEquals(403, status(() -> rooms.of(OTHER_SCHOOL)));
      assertEquals(403, status(() -> cloud.bean(SchoolClasses.class).of(OTHER_SCHOOL, 2026)));
      assertEquals(403, status(() -> cloud.bean(Places.class).sites(OTHER_SCHOOL)));
      assertEquals(403, status(() -> cloud.bean(Calendars.class).of(OTHER_SCHOOL)));
      UUID room = DemoCity.id("room", "SK-THCS-09", "A101");
      assertEquals(404, status(() -> rooms.get(room)));
      assertEquals(404, status(() -> rooms.remove(room, 1)));
    });
  }

  @Test
  void plainSqlChangesNothingOutsideTheScope() {
    Acting principal = at(DemoCity.SCHOOL, "organisation.write");
    principal.run(() -> {
      assertEquals(1, changed("UPDATE organisation.unit SET phone = phone"));
      assertEquals(0, changed("UPDATE organisation.relation SET decision = decision"));
      assertEquals(
          0, changed("DELETE FROM organisation.room WHERE unit_id = '" + OTHER_SCHOOL + "'"));
      assertEquals(
          0, changed("UPDATE organisation.period SET number = number"), "the template's periods");
      assertThrows(
          IllegalStateException.class,
          () ->
              changed(
                  "INSERT INTO organisation.school_class (unit_id, year, grade, name) VALUES ('"
                      + OTHER_SCHOOL
                      + "', 2026, 6, 'X')"));
    });
  }

  @Test
  void aPrincipalDoesNotMakeTheirSchoolAnotherOne() {
    Units units = cloud.bean(Units.class);
    at(DemoCity.SCHOOL, "organisation.write")
        .run(() -> {
          Unit school = units.get(DemoCity.SCHOOL);
          UnitFacts facts = school.facts();
          UnitFacts closed = facts.endingOn(LocalDate.of(2027, 7, 1));
          assertEquals(403, status(() -> units.update(school.id(), school.version(), closed)));
          assertEquals(
              403,
              status(() ->
                  cloud
                      .bean(Relations.class)
                      .add(
                          new Edge(
                              RelationKind.OVERSEES,
                              DemoCity.SCHOOL,
                              OTHER_SCHOOL,
                              new Span(LocalDate.of(2026, 1, 1), null)),
                          null)));
        });
    at(DemoCity.WARD, "organisation.write")
        .run(() -> {
          UnitFacts facts =
              new UnitFacts(
                  "SK-TH-99",
                  "Trường Tiểu học Mới",
                  null,
                  UnitKind.SCHOOL,
                  List.of(Level.PRIMARY),
                  Ownership.PUBLIC,
                  LocalDate.of(2026, 9, 1),
                  null,
                  null,
                  null);
          Unit added = units.create(DemoCity.WARD, LocalDate.of(2026, 9, 1), "05/QĐ", facts);
          assertEquals("SK-TH-99", units.get(added.id()).code());
        });
  }

  @Test
  void aSchoolGoesByTheCitysCalendarUntilItHasItsOwn() {
    Calendars calendars = cloud.bean(Calendars.class);
    at(DemoCity.SCHOOL, "calendar.write")
        .run(() -> {
          Calendar template = calendars.get(DemoCity.SCHOOL, 2026);
          assertFalse(template.unit().equals(DemoCity.SCHOOL));
          Moment before = calendars.at(DemoCity.SCHOOL, Instant.parse("2026-11-24T06:20:31Z"));
          assertTrue(
              before instanceof Moment.InPeriod in
                  && in.period().starts().equals(LocalTime.of(13, 0)));
          Calendar own = calendars.copyTemplate(DemoCity.SCHOOL, 2026);
          assertEquals(template.days(), own.days());
          assertEquals(own, calendars.get(DemoCity.SCHOOL, 2026));
          assertEquals(409, status(() -> calendars.copyTemplate(DemoCity.SCHOOL, 2026)));
          Calendar changed = calendars.update(DemoCity.SCHOOL, 1, own.days());
          assertEquals(2, changed.version());
          calendars.remove(DemoCity.SCHOOL, 2026, 2);
          assertEquals(template, calendars.get(DemoCity.SCHOOL, 2026));
          assertEquals(403, status(() -> calendars.update(template.unit(), 1, template.days())));
        });
  }
}
