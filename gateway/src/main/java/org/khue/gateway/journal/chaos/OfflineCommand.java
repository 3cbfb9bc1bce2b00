package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// `./khue chaos offline`: 90 days without internet, or `--count` readings, with the journal's
/// usual settings on a real disk.
final class OfflineCommand {
  private static final long READINGS =
      Duration.ofDays(90).toSeconds() * OfflineTerm.READINGS_A_SECOND;
  private static final long PLANTED_READINGS = 2_000_000;
  private static final long TOO_FEW_BYTES = 100_000_000;
  private static final long MOST_BYTES = 8_000_000_000L;

  private OfflineCommand() {}

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws IOException {
    Findings findings = new Findings(progress);
    long readings = options.countOr(READINGS);
    try (WorkFolder folder = WorkFolder.in(options.directory())) {
      boolean planted = plantedIsCaught(options.seed(), folder);
      progress.println("planted fault: " + (planted ? "caught" : "NOT CAUGHT"));
      OfflineTerm term =
          new OfflineTerm(
              options.seed(),
              Files.createDirectory(folder.path().resolve("term")),
              JournalSettings.DEFAULTS,
              count -> progress.printf("%,d readings%n", count));
      Duration kept = term.keep(readings);
      progress.printf("%,d bytes on disk; draining%n", term.mostBytes());
      Duration drained = Duration.ZERO;
      try {
        drained = term.drain(readings);
        if (term.mostBytes() > MOST_BYTES) {
          throw new BrokenPromise(Kind.MISCOUNTED, term.mostBytes() + " bytes on disk");
        }
      } catch (BrokenPromise broken) {
        findings.add(broken, "with seed " + options.seed());
      }
      return new ChaosReport("offline", "readings", readings, findings, planted, options.seed())
          .with("bytesOnDisk", term.mostBytes())
          .with("bytesPerReading", Math.round(term.mostBytes() * 10.0 / readings) / 10.0)
          .with("keptPerSecond", perSecond(readings, kept))
          .with("drainedPerSecond", perSecond(readings, drained))
          .condition("daysWithoutInternet", readings / OfflineTerm.READINGS_A_SECOND / 86_400.0)
          .condition("heapMiB", Runtime.getRuntime().maxMemory() >> 20)
          .condition("fileSystem", folder.fileSystem());
    }
  }

  private static long perSecond(long readings, Duration took) {
    return took.isZero() ? 0 : Math.round(readings * 1e9 / took.toNanos());
  }

  /// A journal that may hold too little must shed, and the count must show it.
  private static boolean plantedIsCaught(long seed, WorkFolder folder) throws IOException {
    OfflineTerm term =
        new OfflineTerm(
            seed,
            Files.createDirectory(folder.path().resolve("planted")),
            JournalSettings.DEFAULTS.withMaxBytes(TOO_FEW_BYTES),
            count -> {});
    term.keep(PLANTED_READINGS);
    try {
      term.drain(PLANTED_READINGS);
      return false;
    } catch (BrokenPromise broken) {
      return broken.kind() == Kind.LOST;
    }
  }
}
