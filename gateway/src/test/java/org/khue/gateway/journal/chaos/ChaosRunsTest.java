package org.khue.gateway.journal.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.journal.JournalSettings;

/// Small runs of the other chaos commands on the journal.
class ChaosRunsTest {
  private static final int STEPS = 400;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream progress = new PrintStream(said, true, StandardCharsets.UTF_8);

  @TempDir Path directory;

  private void assertPassed(ChaosReport report) {
    assertTrue(report.passed(), () -> report.json() + "\n" + said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFlippedBitAnywhereIsFoundAndCostsOneEntryAtMost() throws IOException {
    ChaosReport report = BitFlipCommand.run(ChaosOptions.DEFAULTS, progress);
    assertPassed(report);
    assertTrue(report.json().contains("\"entriesHit\":5"), report.json());
  }

  @Test
  void segmentsAndSqliteAnswerAlike() throws IOException {
    Differential run = new Differential(1, directory.resolve("journal.db"), null);
    run.run(STEPS);
    assertTrue(run.restarts() > 0, "the power never went");
  }

  @Test
  void segmentsThatAreNotSyncedDoNotAnswerLikeSqlite() {
    assertThrows(
        BrokenPromise.class,
        () -> {
          for (long seed = 1; seed <= 20; seed++) {
            Path database = directory.resolve("journal-" + seed + ".db");
            new Differential(seed, database, PlantedFault.ACKNOWLEDGES_BEFORE_SYNC).run(STEPS);
          }
        });
  }

  @Test
  void aTimeWithoutInternetIsReadBackAsItWas() throws IOException {
    OfflineTerm term = new OfflineTerm(7, directory, JournalSettings.DEFAULTS, count -> {});
    term.keep(60_000);
    term.drain(60_000);
    assertTrue(term.mostBytes() > 60_000);
  }

  @Test
  void aReadingThatIsMissingAfterATimeWithoutInternetIsSeen() throws IOException {
    OfflineTerm term = new OfflineTerm(7, directory, JournalSettings.DEFAULTS, count -> {});
    term.keep(59_999);
    BrokenPromise broken = assertThrows(BrokenPromise.class, () -> term.drain(60_000));
    assertEquals(BrokenPromise.Kind.LOST, broken.kind());
  }

  @Test
  void noJumpOfTheClockLosesOrReordersAnything() throws IOException {
    assertPassed(ClockCommand.run(ChaosOptions.DEFAULTS.withCount(2_000), progress));
  }

  @Test
  void aDiskThatOthersFillLosesNoEventAndCountsEachReading() throws IOException {
    try (FillableMemory disk = new FillableMemory(Seeds.random(3))) {
      DiskFull run = new DiskFull(3, disk, false);
      for (int i = 0; i < 50; i++) {
        run.round();
      }
      assertTrue(run.refusedReadings() > 0, "the disk was never full");
      assertTrue(run.longestSpareSeconds() <= 10);
    }
  }

  @Test
  void withoutRoomSetAsideAFullDiskRefusesEventsAndThatIsNoticed() throws IOException {
    try (FillableMemory disk = new FillableMemory(Seeds.random(3))) {
      DiskFull careless = new DiskFull(3, disk, true);
      assertThrows(
          BrokenPromise.class,
          () -> {
            for (int i = 0; i < 50; i++) {
              careless.round();
            }
          });
    }
  }

  @Test
  void optionsAreReadAndWrongOnesNamed() {
    ChaosOptions options =
        ChaosOptions.of("--seed", "7", "--count", "9", "--for", "2m", "--threads", "2");
    assertEquals(new ChaosOptions(7, 9, Duration.ofMinutes(2), 2, null, false), options);
    assertTrue(ChaosOptions.of("--every-bit").everyBit());
    for (String[] wrong :
        new String[][] {{"--seed"}, {"--count", "0"}, {"--for", "long"}, {"--speed", "1"}}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> ChaosOptions.of(wrong));
      assertTrue(String.valueOf(refused.getMessage()).contains(wrong[0]));
    }
  }

  @Test
  void anUnknownRunIsAUsageError() throws InterruptedException {
    assertEquals(2, JournalChaos.run(new String[] {"nothing"}, progress, progress));
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("usage: khue chaos"));
  }
}
