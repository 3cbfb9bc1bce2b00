package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.PrintStream;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// `./khue chaos diskfull`: on a real small file system where this machine can mount one, otherwise
/// on a disk in memory.
final class DiskFullCommand {
  private static final long ROUNDS = 1_000;
  private static final int PLANTED_ROUNDS = 50;
  private static final int PROGRESS_ROUNDS = 100;

  private final ChaosOptions options;
  private final PrintStream progress;
  private final Findings findings;

  private DiskFullCommand(ChaosOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.findings = new Findings(progress);
  }

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws IOException {
    return new DiskFullCommand(options, progress).run();
  }

  private FillableDisk disk() {
    try {
      return SmallFileSystem.make(options);
    } catch (IOException e) {
      progress.println(
          "no real file system ("
              + e.getMessage()
              + "): a disk in memory takes its place."
              + " As root on Linux with mkfs.ext4 and a loop device it is a real one.");
      return new FillableMemory(Seeds.random(options.seed()));
    }
  }

  private ChaosReport run() throws IOException {
    boolean planted = plantedIsCaught();
    progress.println("planted fault: " + (planted ? "caught" : "NOT CAUGHT"));
    try (FillableDisk disk = disk()) {
      DiskFull run = new DiskFull(options.seed(), disk, false);
      long rounds = rounds(run);
      ChaosReport report =
          new ChaosReport("diskfull", "faults", rounds, findings, planted, options.seed())
              .with("refusedGroupsOfReadings", run.refusedReadings())
              .with("readingsGivenUpAndCounted", run.shed())
              .with("longestUntilKeptAgainMillis", run.longestMillis())
              .with("longestUntilSpareSeconds", run.longestSpareSeconds())
              .condition("disk", disk.describe());
      run.close();
      return report;
    }
  }

  private long rounds(DiskFull run) throws IOException {
    long wanted = options.countOr(ROUNDS);
    long end = options.endNanos();
    long rounds = 0;
    while (rounds < wanted && System.nanoTime() - end < 0) {
      rounds++;
      try {
        run.round();
      } catch (BrokenPromise broken) {
        findings.add(broken, "in round " + rounds + " of seed " + options.seed());
        return rounds;
      }
      if (rounds % PROGRESS_ROUNDS == 0) {
        progress.println(rounds + " times full");
      }
    }
    return rounds;
  }

  /// Without room set aside, events must be refused sooner or later.
  private boolean plantedIsCaught() throws IOException {
    try (FillableDisk disk = disk()) {
      DiskFull run = new DiskFull(options.seed(), disk, true);
      try {
        for (int i = 0; i < PLANTED_ROUNDS; i++) {
          run.round();
        }
        return false;
      } catch (BrokenPromise broken) {
        return broken.kind() == Kind.LOST;
      } finally {
        run.close();
      }
    }
  }
}
