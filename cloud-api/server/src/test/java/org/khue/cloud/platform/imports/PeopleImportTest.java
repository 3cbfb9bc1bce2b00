package org.khue.cloud.platform.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.ClassFacts;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Reach;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

/// The pupils of a whole school from a file.
@ExtendWith(ActingAsSystem.class)
class PeopleImportTest {
  private static final int BEFORE = 200;
  private static final List<String> TABLES =
      List.of("person", "person_clear", "membership", "identifier", "identifier_clear", "guardian");

  private static TestCloud cloud;
  private static Imports imports;
  private static Text text;
  private static UUID school;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    imports = cloud.bean(Imports.class);
    text =
        new Text(
            cloud.bean(Messages.class), Language.VI, ZoneId.of("Asia/Ho_Chi_Minh"), Instant.now());
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    school =
        cloud
            .bean(Units.class)
            .create(
                Reach.ROOT,
                today.minusYears(5),
                null,
                new UnitFacts(
                    "THCS-MAU",
                    "Trường THCS Hoa Mẫu",
                    null,
                    UnitKind.SCHOOL,
                    List.of(Level.LOWER_SECONDARY),
                    Ownership.PUBLIC,
                    null,
                    null,
                    null,
                    null))
            .id();
    int year = today.getMonthValue() >= 6 ? today.getYear() : today.getYear() - 1;
    SchoolList.CLASSES.forEach(name ->
        cloud
            .bean(SchoolClasses.class)
            .add(school, new ClassFacts(year, name.charAt(0) - '0', name, null)));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Run send(SchoolList list) {
    return settled(imports.start(imports.list("pupils"), school, "hoc-sinh.csv", list.csv()));
  }

  private static Run settled(UUID id) {
    return Awaitility.await()
        .pollInSameThread() // it acts
        .atMost(Duration.ofSeconds(300))
        .until(() -> imports.run(id), run -> !run.state().isBusy());
  }

  private static Run applied(Run run) {
    imports.apply(run.id(), false);
    return settled(run.id());
  }

  private static String hash() {
    return TABLES.stream()
        .map(table ->
            String.valueOf(
                cloud
                    .rows(
                        "SELECT count(*), md5(string_agg(md5(t::text), ',' ORDER BY md5(t::text)))"
                            + " FROM people."
                            + table
                            + " t")
                    .getFirst()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void twoThousandPupilsWithFiftyFaultsThenCorrectedThenTakenBack() {
    Run first = applied(send(SchoolList.of(BEFORE, 5)));
    assertEquals(RunState.APPLIED, first.state(), () -> first.notices().toString());
    String before = hash();

    SchoolList spoilt = SchoolList.of(2_000, 5).spoil(50, 13);
    Instant sent = Instant.now();
    Run wrong = send(spoilt);
    Duration took = Duration.between(sent, Instant.now());
    Set<String> blamed =
        cloud.bean(RunPages.class).page(wrong.id(), text).faults().stream()
            .filter(RunPage.FaultLine::blocking)
            .map(RunPage.FaultLine::cell)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(spoilt.planted(), blamed);
    assertEquals(50, wrong.counts().wrong());
    assertEquals(before, hash());
    System.out.println("dry run of 2,000 rows: " + took);

    Run right = send(SchoolList.of(2_000, 5).changed(BEFORE));
    assertEquals(0, right.counts().wrong());
    assertEquals(2_000 - BEFORE, right.counts().fresh());
    assertEquals(63, right.counts().changed());
    Run done = applied(right);
    assertEquals(RunState.APPLIED, done.state(), () -> done.notices().toString());
    assertEquals(2_000, cloud.count("SELECT count(DISTINCT person_id) FROM people.membership"));
    assertEquals(2_000, send(SchoolList.of(2_000, 5).changed(BEFORE)).counts().unchanged());

    imports.undo(done.id());
    Run undone = settled(done.id());
    assertEquals(RunState.UNDONE, undone.state(), () -> undone.notices().toString());
    assertEquals(0, undone.counts().left());
    assertEquals(before, hash());
  }
}
