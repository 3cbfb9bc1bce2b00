package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.khue.cloud.people.Schools.SCHOOL;
import static org.khue.cloud.people.Schools.START;
import static org.khue.cloud.people.Schools.at;
import static org.khue.cloud.people.Schools.pupil;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.problem.ProblemException;

class IdentifierTest {
  private static TestCloud cloud;
  private static Identifiers identifiers;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    Schools.in(cloud);
    identifiers = cloud.bean(Identifiers.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Identifiers.Added add(
      UUID person, IdentifierScheme scheme, String number, LocalDate from, @Nullable LocalDate to) {
    return at(
        SCHOOL,
        "people.write",
        () -> identifiers.add(person, scheme, number, "Bộ Công an", from, to));
  }

  @Test
  void aNumberIsHiddenUntilItIsAskedForAndTheAskingIsNoted() {
    Person person = pupil(cloud, SCHOOL, "Số Thị", "Ẩn");
    Identifiers.Added added =
        add(person.id(), IdentifierScheme.NATIONAL, "079 313 123456", START, null);
    assertEquals(Set.of(), added.doubts());
    assertEquals("•••••••••456", added.identifier().masked());
    UUID id = added.identifier().id();
    assertEquals(
        "079313123456", at(SCHOOL, "people.reveal", () -> identifiers.reveal(person.id(), id)));
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'identifier.shown' AND subject = '"
                + person.id()
                + "'"));
    assertFalse(cloud.rows("SELECT a::text FROM platform.audit a").toString().contains("079313"));
  }

  @Test
  void aNumberIsOnePersonsWithinItsDates() {
    Person one = pupil(cloud, SCHOOL, "Một Thị", "Người");
    Person other = pupil(cloud, SCHOOL, "Khác Thị", "Người");
    LocalDate end = LocalDate.parse("2026-01-01");
    add(one.id(), IdentifierScheme.STUDENT, "HS-0001", START, end);
    ProblemException taken =
        assertThrows(
            ProblemException.class,
            () -> add(other.id(), IdentifierScheme.STUDENT, "hs0001", START.plusDays(9), null));
    assertEquals(409, taken.status().getCode());
    add(other.id(), IdentifierScheme.STUDENT, "hs0001", end, null);
    add(other.id(), IdentifierScheme.STAFF, "hs0001", START, null);
    List<UUID> holders =
        at(
                SCHOOL,
                "people.read",
                () -> cloud.bean(People.class).page(PeopleQuery.all(9).text("HS0001")))
            .items()
            .stream()
            .map(PersonLine::id)
            .toList();
    assertEquals(List.of(other.id()), holders);
  }

  @Test
  void whatIsNoNumberOfTheSchemeIsRefusedAndAMismatchOnlyWarns() {
    Person person = pupil(cloud, SCHOOL, "Sai Thị", "Số");
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> add(person.id(), IdentifierScheme.NATIONAL, "07931312345", START, null));
    assertEquals("number", refused.faults().getFirst().field());
    assertEquals(
        Set.of("SEX", "BIRTH_YEAR"),
        add(person.id(), IdentifierScheme.NATIONAL, "079212123456", START, null).doubts());
  }

  @Test
  void ofACardOnlyAKeyedHashIsKept() {
    Person person = pupil(cloud, SCHOOL, "Thẻ Thị", "Từ");
    Identifiers.Added added =
        add(person.id(), IdentifierScheme.CARD, "04:A1:B2:C3:D4:E5:F6", START, null);
    assertEquals("", added.identifier().masked());
    assertThrows(
        ProblemException.class,
        () ->
            at(
                SCHOOL,
                "people.reveal",
                () -> identifiers.reveal(person.id(), added.identifier().id())));
  }
}
