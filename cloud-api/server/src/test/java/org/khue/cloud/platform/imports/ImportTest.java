package org.khue.cloud.platform.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.imports.file.RawRow;
import org.khue.cloud.platform.imports.file.SourceTable;
import org.khue.cloud.platform.imports.file.TableFile;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

@ExtendWith(ActingAsSystem.class)
class ImportTest {
  private static TestCloud cloud;
  private static Imports imports;
  private static RunPages pages;
  private static Text text;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(SamplePupils.list());
    SamplePupils.makeTable(cloud);
    imports = cloud.bean(Imports.class);
    pages = cloud.bean(RunPages.class);
    text =
        new Text(
            cloud.bean(Messages.class), Language.VI, ZoneId.of("Asia/Ho_Chi_Minh"), Instant.now());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void empty() {
    cloud.execute("DELETE FROM platform.sample_pupil");
  }

  private static Run send(byte[] content) {
    return settled(imports.start(imports.list("sample"), Reach.ROOT, "học sinh.xlsx", content));
  }

  private static Run settled(UUID id) {
    return Awaitility.await()
        .pollInSameThread() // it acts
        .atMost(Duration.ofSeconds(60))
        .until(() -> imports.run(id), run -> !run.state().isBusy());
  }

  private static Run applied(Run run) {
    imports.apply(run.id(), false);
    return settled(run.id());
  }

  private static byte[] written(PupilFile file, FileKind kind) {
    return kind == FileKind.XLSX ? file.xlsx() : file.csv();
  }

  private static Set<String> blamed(Run run) {
    return pages.page(run.id(), text).faults().stream()
        .filter(RunPage.FaultLine::blocking)
        .map(RunPage.FaultLine::cell)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long pupils() {
    return cloud.count("SELECT count(*) FROM platform.sample_pupil");
  }

  @ParameterizedTest
  @EnumSource(
      value = FileKind.class,
      names = {"XLSX", "CSV"})
  void fiftyPlantedFaultsAreBlamedOnTheirCellsAndNothingIsWritten(FileKind kind) {
    PupilFile file = PupilFile.of(2_000, 7).spoil(50, 11);
    Instant before = Instant.now();
    Run run = send(written(file, kind));
    Duration took = Duration.between(before, Instant.now());
    assertEquals(RunState.CHECKED, run.state());
    assertEquals(file.planted(), blamed(run));
    assertEquals(new Run.Counts(1_950, 0, 0, 50, 0, 0), run.counts());
    assertThrows(ProblemException.class, () -> imports.apply(run.id(), false));
    assertEquals(0, pupils());
    assertTrue(took.toMillis() < 5_000, "the dry run took " + took);
  }

  @Test
  void aCorrectedFileIsAppliedWhollyAndTakenBackExactly() {
    applied(send(PupilFile.of(1_000, 3).csv()));
    assertEquals(1_000, pupils());
    String before = SamplePupils.hash(cloud);

    Run run = applied(send(PupilFile.of(2_000, 5).xlsx()));
    assertEquals(RunState.APPLIED, run.state());
    assertEquals(1_000, run.counts().fresh());
    assertEquals(2_000, run.counts().fresh() + run.counts().changed() + run.counts().unchanged());
    assertEquals(2_000, pupils());

    imports.undo(run.id());
    Run undone = settled(run.id());
    assertEquals(RunState.UNDONE, undone.state());
    assertEquals(0, undone.counts().left());
    assertEquals(before, SamplePupils.hash(cloud));
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'import.undone' AND subject = '"
                + run.id()
                + "'"));
  }

  @Test
  void theRightRowsAloneAreAppliedWhenSomebodySaysSo() {
    Run run = send(PupilFile.of(100, 3).spoil(5, 1).csv());
    imports.apply(run.id(), true);
    settled(run.id());
    assertEquals(95, pupils());
  }

  @Test
  void aSecondClickDoesNothing() {
    Run run = applied(send(PupilFile.of(10, 3).csv()));
    String once = SamplePupils.hash(cloud);
    imports.apply(run.id(), false);
    assertEquals(RunState.APPLIED, settled(run.id()).state());
    assertEquals(once, SamplePupils.hash(cloud));
    imports.undo(run.id());
    settled(run.id());
    imports.undo(run.id());
    assertEquals(RunState.UNDONE, settled(run.id()).state());
    assertEquals(0, pupils());
  }

  @Test
  void whatChangedSinceTheDryRunIsNotOverwritten() {
    applied(send(PupilFile.of(10, 3).csv()));
    Run run = send(PupilFile.of(10, 3).set(4, 1, "Trần Văn Khác").csv());
    assertEquals(1, run.counts().changed());
    cloud.execute(
        "UPDATE platform.sample_pupil SET name = 'Lê Thị Mới', version = version + 1"
            + " WHERE code = 'HS000005'");
    Run refused = applied(run);
    assertEquals(RunState.CHECKED, refused.state());
    assertTrue(pages.page(run.id(), text).notices().getFirst().words().contains("dòng 6"));
    imports.recheck(run.id());
    Run again = settled(run.id());
    assertEquals("Lê Thị Mới", pages.page(again.id(), text).differences().getFirst().was());
    assertEquals(RunState.APPLIED, applied(again).state());
  }

  @Test
  void undoingLeavesWhatSomebodyChangedSinceAndListsIt() {
    Run run = applied(send(PupilFile.of(10, 3).csv()));
    cloud.execute(
        "UPDATE platform.sample_pupil SET name = 'Lê Thị Mới', version = version + 1"
            + " WHERE code = 'HS000005'");
    imports.undo(run.id());
    assertEquals(1, settled(run.id()).counts().left());
    assertEquals(1, pupils());
    assertEquals(
        List.of(new RunPage.LeftLine("6", "Đã có người sửa sau khi nhập")),
        pages.page(run.id(), text).left());
  }

  @Test
  void aFaultWhileApplyingLeavesNothingBehind() {
    Run run = send(PupilFile.of(1_200, 3).csv());
    cloud.execute(
        "ALTER TABLE platform.sample_pupil ADD CONSTRAINT late CHECK (code <> 'HS001150')");
    try {
      Run failed = applied(run);
      assertEquals(RunState.CHECKED, failed.state());
      assertTrue(failed.notices().getFirst().blocking());
      assertEquals(0, pupils());
    } finally {
      cloud.execute("ALTER TABLE platform.sample_pupil DROP CONSTRAINT late");
    }
    assertEquals(RunState.APPLIED, applied(imports.run(run.id())).state());
  }

  @ParameterizedTest
  @EnumSource(
      value = FileKind.class,
      names = {"XLSX", "CSV"})
  void theFileComesBackWithTheFaultsBesideTheirCellsAndCanBeSentAgain(FileKind kind)
      throws IOException {
    PupilFile file = PupilFile.of(60, 3).spoil(10, 1);
    Run run = send(written(file, kind));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pages.annotated(run.id(), text, out);
    Map<Integer, String> remarks = new java.util.TreeMap<>();
    try (SourceTable table = TableFile.open(out.toByteArray(), kind).table()) {
      while (table.hasNext()) {
        RawRow row = table.next();
        if (!row.cell(7).isBlank()) {
          remarks.put(row.number(), row.cell(7).text());
        }
      }
    }
    assertEquals("Lỗi cần sửa", remarks.remove(1));
    assertEquals(
        file.planted().stream()
            .map(cell -> Integer.valueOf(cell.substring(1)))
            .collect(Collectors.toSet()),
        remarks.keySet());
    Run again = send(out.toByteArray());
    assertEquals(run.counts(), again.counts());
    assertEquals(blamed(run), blamed(again));
    assertFalse(blamed(again).isEmpty());
  }

  @Test
  void emptyCellsChangeNothing() {
    applied(send(PupilFile.of(3, 3).csv()));
    Run run = send(PupilFile.of(3, 3).set(1, 5, "").set(1, 6, "").csv());
    assertEquals(3, run.counts().unchanged());
  }

  @Test
  void fiftyThousandRowsAreCheckedAndOneMoreIsRefused() {
    Run run = send(PupilFile.of(50_000, 3).csv());
    assertEquals(50_000, run.counts().fresh());
    Run refused = send(PupilFile.of(50_001, 3).csv());
    assertEquals(RunState.REFUSED, refused.state());
  }
}
