package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// `./khue chaos clock`: the wall clock jumps by a day, by ten years and to 1970 while entries are
/// kept.
final class ClockCommand {
  private static final long JUMPS = 20_000;
  private static final int JUMPS_A_CASE = 200;

  private ClockCommand() {}

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws IOException {
    Findings findings = new Findings(progress);
    long wanted = options.countOr(JUMPS);
    long end = options.endNanos();
    long jumps = 0;
    long entries = 0;
    long unsynced = 0;
    try (WorkFolder folder = WorkFolder.in(options.directory())) {
      boolean planted = plantedIsCaught(options.seed(), folder);
      progress.println("planted fault: " + (planted ? "caught" : "NOT CAUGHT"));
      for (long seed = options.seed(); jumps < wanted && System.nanoTime() - end < 0; seed++) {
        ClockJumps run = new ClockJumps(seed, data(folder, "case-" + seed), false);
        try {
          run.run(JUMPS_A_CASE);
        } catch (BrokenPromise broken) {
          findings.add(broken, "(again: ./khue chaos clock --seed " + seed + " --count 1)");
        }
        jumps += JUMPS_A_CASE;
        entries += run.entries();
        unsynced += run.unsynced();
      }
      progress.println(jumps + " jumps, " + entries + " entries");
      return new ChaosReport("clock", "faults", jumps, findings, planted, options.seed())
          .with("reordered", findings.of(Kind.REORDERED))
          .with("entries", entries)
          .with("entriesWithoutWallTime", unsynced)
          .condition("jumps", "±1 day, ±10 years, 1970")
          .condition("jumpsACase", JUMPS_A_CASE);
    }
  }

  private static java.nio.file.Path data(WorkFolder folder, String name) throws IOException {
    return Files.createDirectories(folder.path().resolve(name));
  }

  /// A journal that measures age by the wall clock must lose readings to a jump of ten years.
  private static boolean plantedIsCaught(long seed, WorkFolder folder) throws IOException {
    try {
      new ClockJumps(seed, data(folder, "planted"), true).run(JUMPS_A_CASE);
      return false;
    } catch (BrokenPromise broken) {
      return broken.kind() == Kind.LOST;
    }
  }
}
