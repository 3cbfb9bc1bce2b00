package org.khue.cloud.people.internal.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Guardian;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.Relation;
import org.khue.cloud.people.Sex;
import org.khue.cloud.people.internal.GuardianStore;
import org.khue.cloud.people.internal.IdentifierStore;
import org.khue.cloud.people.internal.MembershipStore;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills the schools of the demo's ward with invented pupils, parents and teachers, while the cloud
/// already serves: one transaction a school, the same people in every demo.
@Singleton
@Requires(property = "khue.demo", value = "true")
@Requires(property = "khue.demo-people", notEquals = "false")
final class DemoPeople {
  private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);
  private static final LocalDate SINCE = LocalDate.of(DemoCity.NEWEST_YEAR, 9, 1);
  private static final int PUPILS_HERE = 30;
  private static final int PUPILS_ELSEWHERE = 8;

  private final Relations relations;
  private final SchoolClasses classes;
  private final Transactions transactions;
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final MembershipStore memberships;
  private final Clock clock;
  private final GuardianStore guardians = new GuardianStore();
  private @Nullable Thread thread;
  private volatile boolean stopping;
  private int serial;

  DemoPeople(
      DemoCity city,
      Relations relations,
      SchoolClasses classes,
      Database database,
      PersonStore persons,
      IdentifierStore identifiers,
      MembershipStore memberships,
      Clock clock) {
    this.relations = relations;
    this.classes = classes;
    this.transactions = new Transactions(database.systemSource());
    this.persons = persons;
    this.identifiers = identifiers;
    this.memberships = memberships;
    this.clock = clock;
  }

  @EventListener
  void started(ServerStartupEvent event) {
    thread =
        Thread.ofVirtual()
            .name("demo people")
            .start(() -> Acting.system("demo people").run(this::fill));
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      running.join(10_000);
    }
  }

  private void fill() {
    try {
      List<Unit> schools =
          relations.tree(SINCE).managed().getOrDefault(DemoCity.WARD, List.of()).stream()
              .filter(unit -> unit.kind().teaches())
              .toList();
      for (Unit school : schools) {
        if (!stopping) {
          transactions.run("inventing people", tx -> fill(tx, school));
        }
      }
    } catch (CancellationException e) {
      LOG.info("The demo's people go on with the next start");
    } catch (DatabaseException e) {
      LOG.warn("The demo's people are not complete: {}", e.getMessage());
    }
  }

  private boolean fill(Connection tx, Unit school) throws SQLException {
    int here = school.id().equals(DemoCity.SCHOOL) ? PUPILS_HERE : PUPILS_ELSEWHERE;
    Invented invented = new Invented(school.code().hashCode());
    List<SchoolClass> all = classes.of(school.id(), DemoCity.NEWEST_YEAR);
    boolean there = persons.find(tx, id(school, "head")).isPresent();
    if (!there) {
      LOG.info("Inventing people for {} classes of {}", all.size(), school.code());
      add(tx, school, "head", invented.born(1975, invented.sex()), MembershipKind.HEAD, null);
    }
    for (SchoolClass some : all) {
      int born = DemoCity.NEWEST_YEAR - 5 - some.facts().grade();
      if (!there) {
        Facts teacher = invented.reachable(invented.born(1985, invented.sex()));
        String key = "teacher " + some.facts().name();
        add(tx, school, key, teacher, MembershipKind.TEACHER, some.id());
      }
      for (int number = 0; number < here; number++) {
        serial++;
        if (stopping) {
          throw new CancellationException("the cloud ends");
        }
        if (!there) {
          pupil(tx, school, some, number, invented, born);
        }
      }
    }
    return !there;
  }

  private void pupil(
      Connection tx, Unit school, SchoolClass some, int number, Invented invented, int born)
      throws SQLException {
    String key = some.facts().name() + " " + number;
    Facts facts = invented.born(born - 1, invented.sex());
    UUID pupil = add(tx, school, "pupil " + key, facts, MembershipKind.PUPIL, some.id());
    identifiers.insert(
        tx, pupil, IdentifierScheme.NATIONAL, Invented.number(facts, serial), null, SINCE, null);
    identifiers.insert(
        tx, pupil, IdentifierScheme.STUDENT, "SK%08d".formatted(serial), null, SINCE, null);
    boolean mother = number % 2 == 0;
    UUID parent = id(school, "parent " + key);
    guardians.insert(
        tx,
        new Guardian(
            UUID.randomUUID(),
            pupil,
            parent,
            mother ? Relation.MOTHER : Relation.FATHER,
            true,
            1,
            SINCE,
            null,
            1));
    Facts parentFacts =
        invented.reachable(invented.born(born - 28, mother ? Sex.FEMALE : Sex.MALE));
    persons.insert(tx, parent, parentFacts, true, clock.instant());
  }

  private UUID add(
      Connection tx,
      Unit school,
      String key,
      Facts facts,
      MembershipKind kind,
      @Nullable UUID schoolClass)
      throws SQLException {
    UUID id = id(school, key);
    memberships.insert(
        tx,
        new Membership(
            UUID.randomUUID(), id, school.id(), kind, schoolClass, null, SINCE, null, 1));
    persons.insert(tx, id, facts, true, clock.instant());
    return id;
  }

  private static UUID id(Unit school, String key) {
    String whole = "khue demo person/" + school.code() + "/" + key;
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8));
  }
}
