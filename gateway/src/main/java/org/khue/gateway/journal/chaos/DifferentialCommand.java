package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// `./khue chaos journal-diff`: the journal against its SQLite implementation.
final class DifferentialCommand {
  private static final int STEPS = 2_000;
  private static final int CASES = 20;
  private static final int PLANTED_CASES = 20;

  private DifferentialCommand() {}

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws IOException {
    Findings findings = new Findings(progress);
    long wanted = options.countOr((long) STEPS * CASES);
    long end = options.endNanos();
    try (WorkFolder folder = WorkFolder.in(options.directory())) {
      boolean planted = plantedIsCaught(options.seed(), folder);
      progress.println("planted fault: " + (planted ? "caught" : "NOT CAUGHT"));
      long steps = 0;
      long restarts = 0;
      for (long seed = options.seed(); steps < wanted && System.nanoTime() - end < 0; seed++) {
        Path database = folder.path().resolve("case-" + seed + ".db");
        Differential run = new Differential(seed, database, null);
        try {
          run.run(STEPS);
        } catch (BrokenPromise broken) {
          findings.add(broken, "(again: ./khue chaos journal-diff --seed " + seed + " --count 1)");
        }
        steps += STEPS;
        restarts += run.restarts();
        progress.println(steps + " steps");
      }
      return new ChaosReport("journal-diff", "steps", steps, findings, planted, options.seed())
          .with("cuts", restarts)
          .condition("stepsACase", STEPS)
          .condition("oracle", "SQLite, WAL, synchronous FULL")
          .condition("fileSystem", folder.fileSystem());
    }
  }

  private static boolean plantedIsCaught(long seed, WorkFolder folder) throws IOException {
    for (int i = 0; i < PLANTED_CASES; i++) {
      Path database = folder.path().resolve("planted-" + i + ".db");
      PlantedFault fault = PlantedFault.ACKNOWLEDGES_BEFORE_SYNC;
      try {
        new Differential(seed + i, database, fault).run(STEPS);
      } catch (BrokenPromise caught) {
        return true;
      }
    }
    return false;
  }
}
