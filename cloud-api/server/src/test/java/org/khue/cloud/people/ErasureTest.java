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

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.vault.LeftOut;
import org.khue.cloud.platform.vault.Rebuild;
import org.slf4j.LoggerFactory;

/// What is left of a child after erasing them, in the database, the logs, the exports of others and
/// in a backup that was made before.
class ErasureTest {
  private static final List<String> NEEDLES =
      List.of(
          "Nguyễn Quỳnh",
          "quynh xoa",
          "Thuở",
          "079313987654",
          "0912345678",
          "an@nha.example",
          "04A1B2C3D4E5F7",
          "ghi chú kín",
          "77/QĐ-XOA");
  private static final List<String> COPIED = List.of("person", "identifier", "consent");

  /// Another module with a row about a person.
  private static final class OtherModule implements PersonData {
    private final Set<UUID> known = new HashSet<>();

    @Override
    public String part() {
      return "library";
    }

    @Override
    public JsonNode export(Connection connection, UUID person) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      return known.contains(person) ? node.put("books", 2) : node;
    }

    @Override
    public void erase(Connection transaction, UUID person) {
      known.remove(person);
    }
  }

  private static final OtherModule LIBRARY = new OtherModule();
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    LOG.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    cloud = TestCloud.start(LIBRARY);
    Schools.in(cloud);
  }

  @AfterAll
  static void stop() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
    cloud.close();
  }

  private static List<String> hits(List<String> needles) {
    return new Needles(cloud, needles).hits();
  }

  private static Person child() {
    Person child = pupil(cloud, SCHOOL, "Nguyễn Quỳnh", "Xoá");
    UUID id = child.id();
    at(
        SCHOOL,
        "people.write",
        () -> {
          Identifiers identifiers = cloud.bean(Identifiers.class);
          identifiers.add(id, IdentifierScheme.NATIONAL, "079313987654", "Bộ Công an", START, null);
          identifiers.add(id, IdentifierScheme.CARD, "04A1B2C3D4E5F7", null, START, null);
          cloud
              .bean(People.class)
              .join(
                  id,
                  new People.Place(SCHOOL, MembershipKind.MEMBER, null, "77/QĐ-XOA", START, null));
          return cloud
              .bean(Guardians.class)
              .addNew(
                  id,
                  Facts.of(new PersonName("Thuở", "Mẹ"), null, Sex.FEMALE),
                  new Guardians.Bond(Relation.MOTHER, true, 1, START),
                  false);
        });
    at(
        SCHOOL,
        "consents.write",
        () ->
            cloud
                .bean(Consents.class)
                .record(
                    id,
                    new Consents.Answer(
                        ConsentPurpose.PICTURES,
                        true,
                        null,
                        Consent.Channel.PAPER,
                        "ghi chú kín")));
    LIBRARY.known.add(id);
    return child;
  }

  @Test
  void nothingIsLeftInTheDatabaseTheLogsAndARestoredBackup() {
    Person child = child();
    UUID id = child.id();
    assertTrue(hits(NEEDLES).size() >= 3, "the search must find what is there: " + hits(NEEDLES));
    for (String table : COPIED) {
      cloud.execute("CREATE TABLE public.old_" + table + " AS TABLE people." + table);
    }
    at(
        WARD,
        "people.erase",
        () -> {
          cloud.bean(OnePerson.class).erase(id);
          return true;
        });
    assertEquals(List.of(), hits(NEEDLES));
    assertTrue(at(WARD, "people.read", () -> cloud.bean(People.class).find(id)).isEmpty());
    assertFalse(LIBRARY.known.contains(id));
    assertEquals(
        2,
        cloud.count(
            "SELECT count(*) FROM people.membership WHERE decision IS NULL AND person_id = '"
                + id
                + "'"));
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'person.erased' AND subject = '"
                + id
                + "'"));

    restoreOld();
    assertEquals(List.of(), hits(NEEDLES));
    assertTrue(at(WARD, "people.read", () -> cloud.bean(People.class).find(id)).isEmpty());
    assertEquals(
        0, cloud.count("SELECT count(*) FROM people.identifier WHERE person_id = '" + id + "'"));
    String logged = LOG.list.stream().map(ILoggingEvent::getFormattedMessage).toList().toString();
    NEEDLES.forEach(needle -> assertFalse(logged.contains(needle), needle));
  }

  /// Puts the rows of before the erasure back, as a backup holds them: without [LeftOut#TABLES].
  private static void restoreOld() {
    LeftOut.TABLES.stream()
        .filter(table -> !table.equals(LeftOut.KEYS))
        .forEach(table -> cloud.execute("DELETE FROM " + table));
    cloud.execute("DELETE FROM people.consent");
    cloud.execute("DELETE FROM people.identifier");
    cloud.execute(
        "INSERT INTO people.person SELECT * FROM public.old_person ON CONFLICT (id) DO UPDATE SET"
            + " sealed = excluded.sealed, erased_at = NULL");
    cloud.execute("INSERT INTO people.identifier SELECT * FROM public.old_identifier");
    cloud.execute("INSERT INTO people.consent SELECT * FROM public.old_consent");
    new Transactions(cloud.bean(Database.class).systemSource())
        .run("rebuilding", tx -> cloud.bean(Rebuild.class).rebuild(tx));
    for (String table : COPIED) {
      cloud.execute("DROP TABLE public.old_" + table);
    }
  }

  @Test
  void aRebuildShowsEverybodyAgainExactlyAsBefore() {
    Person person = pupil(cloud, OTHER, "Dựng", "Lại");
    at(
        OTHER,
        "people.write",
        () ->
            cloud
                .bean(Identifiers.class)
                .add(person.id(), IdentifierScheme.STAFF, "GV-00123", null, START, null));
    List<List<Object>> before = projection();
    cloud.execute("DELETE FROM people.person_clear");
    cloud.execute("DELETE FROM people.identifier_clear");
    new Transactions(cloud.bean(Database.class).systemSource())
        .run("rebuilding", tx -> cloud.bean(Rebuild.class).rebuild(tx));
    assertEquals(before, projection());
    assertFalse(before.isEmpty());
  }

  private static List<List<Object>> projection() {
    return cloud.rows(
        "SELECT p::text FROM people.person_clear p UNION ALL SELECT i::text FROM"
            + " people.identifier_clear i ORDER BY 1");
  }

  @Test
  void aParentGetsEverythingAboutTheirChildAndNothingAboutAnother() {
    Person child = child();
    Person other = pupil(cloud, SCHOOL, "Bạn Cùng", "Lớp");
    OnePerson onePerson = cloud.bean(OnePerson.class);
    Map<String, JsonNode> parts =
        parent(
            UUID.randomUUID(),
            Set.of(child.id()),
            "people.export",
            () -> onePerson.export(child.id()));
    assertEquals(Set.of("people", "library"), parts.keySet());
    String people = String.valueOf(parts.get("people"));
    assertTrue(people.contains("079313987654") && people.contains("Quỳnh"), people);
    assertTrue(people.contains("ghi chú kín"), people);
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                parent(
                    UUID.randomUUID(),
                    Set.of(child.id()),
                    "people.export",
                    () -> onePerson.export(other.id())));
    assertEquals(404, refused.status().getCode());
    at(
        WARD,
        "people.erase",
        () -> {
          onePerson.erase(child.id());
          return true;
        });
  }
}
