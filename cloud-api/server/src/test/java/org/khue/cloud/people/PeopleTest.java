package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.people.Schools.OTHER;
import static org.khue.cloud.people.Schools.SCHOOL;
import static org.khue.cloud.people.Schools.START;
import static org.khue.cloud.people.Schools.WARD;
import static org.khue.cloud.people.Schools.at;
import static org.khue.cloud.people.Schools.parent;
import static org.khue.cloud.people.Schools.pupil;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.problem.ProblemException;

class PeopleTest {
  private static TestCloud cloud;
  private static People people;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    Schools.in(cloud);
    people = cloud.bean(People.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static List<String> found(UUID unit, String text) {
    return at(unit, "people.read", () -> people.page(PeopleQuery.all(50).text(text)))
        .items()
        .stream()
        .map(line -> line.name().full())
        .toList();
  }

  @Test
  void aSearchIgnoresDiacriticsAndTheListIsSortedByGivenNameInVietnameseOrder() {
    pupil(cloud, SCHOOL, "Tìm Trần Văn", "Dũng");
    pupil(cloud, SCHOOL, "Tìm Lê Thị", "Đào");
    pupil(cloud, SCHOOL, "Tìm Bùi Thị", "Ánh");
    pupil(cloud, SCHOOL, "Tìm An Thị", "Dũng");
    assertEquals(
        List.of("Tìm Bùi Thị Ánh", "Tìm An Thị Dũng", "Tìm Trần Văn Dũng", "Tìm Lê Thị Đào"),
        found(SCHOOL, "tim"));
    assertEquals(List.of("Tìm An Thị Dũng", "Tìm Trần Văn Dũng"), found(SCHOOL, "tim dung"));
    assertEquals(List.of("Tìm Lê Thị Đào"), found(SCHOOL, "Đào tìm"));
  }

  @Test
  void textIsComposedOnEntry() {
    Person made = pupil(cloud, SCHOOL, "Nguye\u0302\u0303n  Thi\u0323", " Hoa\u0300 ");
    assertEquals(new PersonName("Nguy\u1ec5n Th\u1ecb", "Ho\u00e0"), made.facts().name());
  }

  @Test
  void pagesJoinWithoutAGapOrADouble() {
    for (int i = 0; i < 7; i++) {
      pupil(cloud, SCHOOL, "Trang Văn", "Bình");
    }
    List<UUID> seen = new ArrayList<>();
    Cursor cursor = null;
    for (int page = 0; page < 4; page++) {
      Cursor after = cursor;
      PeoplePage some =
          at(
              SCHOOL,
              "people.read",
              () -> people.page(PeopleQuery.all(2).text("trang").after(after)));
      assertEquals(7, some.total());
      some.items().forEach(line -> seen.add(line.id()));
      cursor = some.next();
    }
    assertEquals(7, Set.copyOf(seen).size());
    assertEquals(7, seen.size());
    assertEquals(null, cursor);
  }

  @Test
  void anotherSchoolsPupilIsNotThere() {
    Person foreign = pupil(cloud, OTHER, "Lạ Thị", "Lan");
    assertTrue(at(OTHER, "people.read", () -> people.find(foreign.id())).isPresent());
    assertTrue(at(WARD, "people.read", () -> people.find(foreign.id())).isPresent());
    assertTrue(at(SCHOOL, "people.read", () -> people.find(foreign.id())).isEmpty());
    assertEquals(List.of(), found(SCHOOL, "la lan"));
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                at(SCHOOL, "people.write", () -> people.change(foreign.id(), 1, foreign.facts())));
    assertEquals(404, refused.status().getCode());
  }

  @Test
  void aPersonIsSeenForAYearAfterLeavingAndThenNoMore() {
    Person left = pupil(cloud, SCHOOL, "Rời Thị", "Mai");
    cloud.execute(
        "UPDATE people.membership SET valid_from = current_date - 900, valid_to = current_date -"
            + " 300 WHERE person_id = '"
            + left.id()
            + "'");
    assertTrue(at(SCHOOL, "people.read", () -> people.find(left.id())).isPresent());
    cloud.execute(
        "UPDATE people.membership SET valid_to = current_date - 366 WHERE person_id = '"
            + left.id()
            + "'");
    assertTrue(at(SCHOOL, "people.read", () -> people.find(left.id())).isEmpty());
  }

  @Test
  void aParentSeesTheirOwnChildrenAndNobodyElse() {
    Person child = pupil(cloud, SCHOOL, "Con Thị", "Một");
    Person classmate = pupil(cloud, SCHOOL, "Bạn Thị", "Hai");
    Guardian bond =
        at(
            SCHOOL,
            "people.write",
            () ->
                cloud
                    .bean(Guardians.class)
                    .addNew(
                        child.id(),
                        Facts.of(new PersonName("Mẹ Thị", "Ba"), null, Sex.FEMALE),
                        new Guardians.Bond(Relation.MOTHER, true, 1, START),
                        false));
    assertTrue(at(SCHOOL, "people.read", () -> people.find(bond.guardian())).isPresent());
    assertTrue(at(OTHER, "people.read", () -> people.find(bond.guardian())).isEmpty());
    Set<UUID> own = Set.of(child.id());
    assertTrue(
        parent(bond.guardian(), own, "people.read", () -> people.find(child.id())).isPresent());
    assertTrue(
        parent(bond.guardian(), own, "people.read", () -> people.find(classmate.id())).isEmpty());
    assertEquals(
        1,
        parent(bond.guardian(), own, "people.read", () -> people.page(PeopleQuery.all(9))).total());
    assertEquals(
        Set.of(child.id()),
        at(SCHOOL, "people.read", () -> cloud.bean(Guardians.class).childrenOf(bond.guardian())));
  }

  @Test
  void twoWhoChangeAtOnceAreToldApart() {
    Person made = pupil(cloud, SCHOOL, "Hai Người", "Sửa");
    Facts first = made.facts().reachedAt("0900000001", null);
    at(SCHOOL, "people.write", () -> people.change(made.id(), made.version(), first));
    ProblemException stale =
        assertThrows(
            ProblemException.class,
            () ->
                at(
                    SCHOOL,
                    "people.write",
                    () -> people.change(made.id(), made.version(), made.facts())));
    assertEquals(412, stale.status().getCode());
    assertEquals(
        first, at(SCHOOL, "people.read", () -> people.find(made.id())).orElseThrow().facts());
  }

  @Test
  void allWrongFieldsAreToldTogether() {
    Facts wrong =
        new Facts(
            new PersonName("", ""),
            LocalDate.parse("2999-01-01"),
            null,
            "99",
            "XX",
            null,
            null,
            "12",
            "nobody");
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> at(SCHOOL, "people.write", () -> people.create(wrong, pupil(SCHOOL), false)));
    assertEquals(
        List.of("givenName", "birthDate", "ethnicity", "nationality", "phone", "email"),
        refused.faults().stream().map(ProblemException.Fault::field).toList());
  }

  @Test
  void nothingThatIdentifiesStandsInTheSealedTables() {
    pupil(cloud, SCHOOL, "Kín Thị", "Bưởi");
    String all =
        cloud.rows("SELECT p::text FROM people.person p").toString()
            + cloud.rows("SELECT a::text FROM platform.audit a");
    assertFalse(all.contains("Bưởi"));
    assertTrue(cloud.rows("SELECT p::text FROM people.person_clear p").toString().contains("Bưởi"));
  }
}
