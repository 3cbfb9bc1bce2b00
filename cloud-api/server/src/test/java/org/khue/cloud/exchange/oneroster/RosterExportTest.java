package org.khue.cloud.exchange.oneroster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.problem.ProblemException;

/// A school of the demo's city leaves as a roster.
class RosterExportTest {
  private static final Binding BINDING = Binding.read();

  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = DemoRoster.demo();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Map<String, String> export(RosterOptions options) {
    return DemoRoster.export(cloud, options);
  }

  @Test
  void theFilesKeepToTheBindingsTables() {
    Map<String, String> files = export(new RosterOptions(DemoCity.SCHOOL, 0, true));
    assertEquals(List.of(), BINDING.faults(files));
    assertEquals(
        Set.of(
            "manifest.csv",
            "orgs.csv",
            "academicSessions.csv",
            "courses.csv",
            "classes.csv",
            "users.csv",
            "roles.csv",
            "demographics.csv",
            "enrollments.csv"),
        files.keySet());
    files.values().forEach(text -> assertTrue(text.endsWith("\r\n")));
  }

  @Test
  void everybodyOfTheSchoolIsInItAndNobodyElse() {
    Map<String, String> files = export(new RosterOptions(DemoCity.SCHOOL, 0, false));
    Set<String> users =
        RosterZips.lines(files, "users.csv").stream()
            .map(line -> line.at("sourcedId"))
            .collect(Collectors.toSet());
    Set<String> members =
        cloud
            .rows(
                "SELECT DISTINCT person_id FROM people.membership WHERE unit_id = '"
                    + DemoCity.SCHOOL
                    + "'")
            .stream()
            .map(row -> row.getFirst().toString())
            .collect(Collectors.toSet());
    assertEquals(members, users);
    assertEquals(
        cloud.count(
            "SELECT count(*) FROM organisation.school_class WHERE year = 2026 AND unit_id = '"
                + DemoCity.SCHOOL
                + "'"),
        RosterZips.lines(files, "classes.csv").size());
    assertEquals(1, RosterZips.lines(files, "orgs.csv").size());
  }

  @Test
  void whatIdentifiesAChildBeyondNameAndCodeStaysHere() {
    Map<String, String> files = export(new RosterOptions(DemoCity.SCHOOL, 0, false));
    assertFalse(files.containsKey("demographics.csv"));
    Set<String> never =
        Set.of("email", "sms", "phone", "agentSourcedIds", "password", "userMasterIdentifier");
    for (RosterZips.Line line : RosterZips.lines(files, "users.csv")) {
      never.forEach(column -> assertEquals("", line.at(column), column));
      assertTrue(line.at("identifier").isEmpty() || line.at("identifier").startsWith("SK"));
    }
    Map<String, String> open = export(new RosterOptions(DemoCity.SCHOOL, 0, true));
    Set<String> pupils =
        RosterZips.lines(open, "roles.csv").stream()
            .filter(line -> line.at("role").equals("student"))
            .map(line -> line.at("userSourcedId"))
            .collect(Collectors.toSet());
    Set<String> agreed =
        cloud
            .rows("SELECT person_id FROM people.consent WHERE purpose = 'OUTSIDE_ACCOUNT'")
            .stream()
            .map(row -> row.getFirst().toString())
            .collect(Collectors.toSet());
    RosterZips.lines(open, "demographics.csv").stream()
        .map(line -> line.at("sourcedId"))
        .filter(pupils::contains)
        .forEach(id -> assertTrue(agreed.contains(id)));
  }

  @Test
  void aSchoolExportsNoOtherUnit() {
    assertThrows(
        ProblemException.class,
        () ->
            DemoRoster.at(
                DemoCity.SCHOOL,
                RosterExports.RIGHT,
                () ->
                    cloud
                        .bean(RosterExports.class)
                        .start(new RosterOptions(DemoCity.WARD, 0, false))));
  }

  @Test
  void whoTookItIsInTheAuditTrail() {
    export(new RosterOptions(DemoCity.SCHOOL, 0, false));
    assertTrue(
        cloud.count(
                "SELECT count(*) FROM platform.audit WHERE action = 'roster.exported'"
                    + " AND subject = '"
                    + DemoCity.SCHOOL
                    + "'")
            > 0);
  }
}
