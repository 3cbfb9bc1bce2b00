package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.people.Schools.OTHER;
import static org.khue.cloud.people.Schools.SCHOOL;
import static org.khue.cloud.people.Schools.START;
import static org.khue.cloud.people.Schools.WARD;
import static org.khue.cloud.people.Schools.at;
import static org.khue.cloud.people.Schools.pupil;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.problem.ProblemException;

class MergeTest {
  private static final List<String> TABLES =
      List.of(
          "person",
          "person_clear",
          "membership",
          "identifier",
          "identifier_clear",
          "guardian",
          "consent",
          "verification");
  private static TestCloud cloud;
  private static People people;
  private static Merges merges;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    Schools.in(cloud);
    people = cloud.bean(People.class);
    merges = cloud.bean(Merges.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  /// A hash of all rows of each table.
  private static Map<String, Object> hashes() {
    Map<String, Object> hashes = new TreeMap<>();
    for (String table : TABLES) {
      hashes.put(
          table,
          cloud
              .rows(
                  "SELECT coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), 'none')"
                      + " FROM people."
                      + table
                      + " t")
              .getFirst()
              .getFirst());
    }
    return hashes;
  }

  private static Merge merge(Person survivor, Person merged) {
    return at(
        WARD, "people.merge", () -> merges.merge(survivor.id(), merged.id(), survivor.facts()));
  }

  private static Merges.Undo undo(Merge merge) {
    return at(WARD, "people.merge", () -> merges.undo(merge.id()));
  }

  /// A person with things of every kind, by chance.
  private static Person furnished(Random chance, UUID school, String name) {
    Person person = pupil(cloud, school, "Gộp Thị", name);
    at(
        school,
        "people.write",
        () -> {
          for (int i = chance.nextInt(3); i > 0; i--) {
            cloud
                .bean(Identifiers.class)
                .add(
                    person.id(),
                    chance.nextBoolean()
                        ? IdentifierScheme.CARD
                        : IdentifierScheme.HEALTH_INSURANCE,
                    "%010d".formatted(chance.nextLong(1_000_000_000L, 9_999_999_999L)),
                    "nơi cấp",
                    START,
                    null);
          }
          return true;
        });
    at(
        school,
        "people.write",
        () -> {
          for (int i = chance.nextInt(3); i > 0; i--) {
            cloud
                .bean(Guardians.class)
                .addNew(
                    person.id(),
                    Facts.of(new PersonName("Mẹ Thị", name), null, Sex.FEMALE),
                    new Guardians.Bond(Relation.MOTHER, true, i, START),
                    false);
          }
          if (chance.nextBoolean()) {
            people.join(
                person.id(),
                new People.Place(
                    school,
                    MembershipKind.MEMBER,
                    null,
                    "12/QĐ",
                    START,
                    LocalDate.parse("2026-05-31")));
          }
          return true;
        });
    at(
        school,
        "consents.write",
        () -> {
          for (int i = chance.nextInt(3); i > 0; i--) {
            cloud
                .bean(Consents.class)
                .record(
                    person.id(),
                    new Consents.Answer(
                        ConsentPurpose.PICTURES,
                        chance.nextBoolean(),
                        null,
                        Consent.Channel.PAPER,
                        "ghi chú " + i));
          }
          return true;
        });
    return person;
  }

  @Test
  void undoPutsEveryRowBackBitForBit() {
    for (long seed = 1; seed <= 25; seed++) {
      Random chance = new Random(seed);
      Person survivor = furnished(chance, SCHOOL, "Hương");
      Person merged = furnished(chance, chance.nextBoolean() ? SCHOOL : OTHER, "Hường");
      if (chance.nextBoolean()) {
        at(
            WARD,
            "people.write",
            () ->
                cloud
                    .bean(Guardians.class)
                    .add(
                        survivor.id(),
                        merged.id(),
                        new Guardians.Bond(Relation.SIBLING, false, 3, START)));
      }
      Map<String, Object> before = hashes();
      Merge merge = merge(survivor, merged);
      Map<String, Object> between = hashes();
      assertNotEquals(before.get("person"), between.get("person"), "seed " + seed);
      assertInstanceOf(Merges.Undo.Done.class, undo(merge), "seed " + seed);
      assertEquals(before, hashes(), "seed " + seed);
    }
  }

  @Test
  void theSurvivorHasEverythingAndTheOtherLeadsToIt() {
    Person survivor = pupil(cloud, SCHOOL, "Giữ Thị", "Lại");
    Person merged = pupil(cloud, OTHER, "Giữ Thị", "Lại");
    assertEquals(
        List.of(merged.id()), at(WARD, "people.merge", () -> merges.candidates(survivor.id())));
    UUID number =
        at(
                OTHER,
                "people.write",
                () ->
                    cloud
                        .bean(Identifiers.class)
                        .add(
                            merged.id(),
                            IdentifierScheme.NATIONAL,
                            "079313555555",
                            null,
                            START,
                            null))
            .identifier()
            .id();
    merge(survivor, merged);
    assertEquals(
        survivor.id(), at(OTHER, "people.read", () -> people.find(merged.id())).orElseThrow().id());
    assertEquals(2, at(WARD, "people.read", () -> people.memberships(survivor.id())).size());
    assertEquals(
        "079313555555",
        at(
            SCHOOL,
            "people.reveal",
            () -> cloud.bean(Identifiers.class).reveal(survivor.id(), number)));
    assertEquals(
        1, at(WARD, "people.read", () -> people.page(PeopleQuery.all(9).text("giu lai"))).total());
  }

  @Test
  void whatSomebodyChangedSinceIsToldAndNotDestroyed() {
    Person survivor = pupil(cloud, SCHOOL, "Sửa Sau", "Gộp");
    Person merged = pupil(cloud, SCHOOL, "Sửa Sau", "Gộp");
    Merge merge = merge(survivor, merged);
    Person now = at(SCHOOL, "people.read", () -> people.find(survivor.id())).orElseThrow();
    Facts later = now.facts().reachedAt("0987654321", null);
    at(SCHOOL, "people.write", () -> people.change(survivor.id(), now.version(), later));
    Map<String, Object> before = hashes();
    Merges.Undo.ChangedSince told = assertInstanceOf(Merges.Undo.ChangedSince.class, undo(merge));
    assertEquals(List.of("PERSON"), told.kinds());
    assertEquals(before, hashes());
  }

  @Test
  void whatCameSinceStaysWithTheSurvivor() {
    Person survivor = pupil(cloud, SCHOOL, "Thêm Sau", "Gộp");
    Person merged = pupil(cloud, SCHOOL, "Thêm Sau", "Gộp");
    Merge merge = merge(survivor, merged);
    at(
        SCHOOL,
        "people.write",
        () ->
            cloud
                .bean(Identifiers.class)
                .add(survivor.id(), IdentifierScheme.STAFF, "GV00077", null, START, null));
    assertInstanceOf(Merges.Undo.Done.class, undo(merge));
    assertEquals(
        1, at(SCHOOL, "people.read", () -> cloud.bean(Identifiers.class).of(survivor.id())).size());
    assertTrue(at(SCHOOL, "people.read", () -> people.find(merged.id())).isPresent());
  }

  @Test
  void aSchoolDoesNotMergeWhatAlsoBelongsToAnother() {
    Person survivor = pupil(cloud, SCHOOL, "Hai Trường", "Gộp");
    Person merged = pupil(cloud, SCHOOL, "Hai Trường", "Gộp");
    at(WARD, "people.write", () -> people.join(merged.id(), pupil(OTHER)));
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                at(
                    SCHOOL,
                    "people.merge",
                    () -> merges.merge(survivor.id(), merged.id(), survivor.facts())));
    assertEquals(403, refused.status().getCode());
  }

  @Test
  void afterThirtyDaysTheSecondRecordsContentIsForgotten() {
    Person survivor = pupil(cloud, SCHOOL, "Quá Hạn", "Gộp");
    Person merged = pupil(cloud, SCHOOL, "Quá Hạn", "Gộp");
    Merge merge = merge(survivor, merged);
    cloud.execute(
        "UPDATE people.merge SET undo_until = now() - interval '1 hour' WHERE id = '"
            + merge.id()
            + "'");
    merges.forgetExpired();
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM platform.vault_key WHERE subject = '" + merged.id() + "'"));
    ProblemException refused = assertThrows(ProblemException.class, () -> undo(merge));
    assertEquals(409, refused.status().getCode());
    assertEquals(
        survivor.id(),
        at(SCHOOL, "people.read", () -> people.find(merged.id())).orElseThrow().id());
  }
}
