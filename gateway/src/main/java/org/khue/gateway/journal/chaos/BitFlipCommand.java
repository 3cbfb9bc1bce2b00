package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.util.random.RandomGenerator;

/// `./khue chaos bitflip`: a bit turned over at every byte of every file of a journal, or every
/// bit.
final class BitFlipCommand {
  private static final int BITS = 8;

  private final ChaosOptions options;
  private final PrintStream progress;
  private final Findings findings;
  private long faults;
  private long hits;

  private BitFlipCommand(ChaosOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.findings = new Findings(progress);
  }

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws IOException {
    return new BitFlipCommand(options, progress).run();
  }

  private ChaosReport run() throws IOException {
    RandomGenerator random = Seeds.random(options.seed());
    BitFlips flips = new BitFlips(random);
    boolean planted = flips.plantedIsCaught();
    long end = options.endNanos();
    for (String file : flips.files()) {
      progress.println(file + ": " + flips.length(file) + " bytes");
      for (int at = 0; at < flips.length(file) && System.nanoTime() - end < 0; at++) {
        if (options.everyBit()) {
          for (int bit = 0; bit < BITS; bit++) {
            flip(flips, file, at, bit);
          }
        } else {
          flip(flips, file, at, random.nextInt(BITS));
        }
      }
    }
    return new ChaosReport("bitflip", "faults", faults, findings, planted, options.seed())
        .with("entriesHit", hits)
        .condition("entries", BitFlips.ENTRIES)
        .condition("files", flips.files())
        .condition("everyBit", options.everyBit())
        .condition("each", "before a start, and while the journal runs");
  }

  private void flip(BitFlips flips, String file, int at, int bit) throws IOException {
    faults++;
    try {
      hits += flips.flip(file, at, bit);
    } catch (BrokenPromise broken) {
      findings.add(broken, "bit " + bit + " of byte " + at + " of " + file);
    }
  }
}
