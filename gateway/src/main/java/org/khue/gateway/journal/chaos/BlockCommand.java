package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `./khue chaos journal-block`: power cuts under a real ext4, by replaying what it wrote to its
/// block device.
final class BlockCommand {
  private static final long CUTS = 1_000;
  private static final int CUTS_A_RECORDING = 250;
  private static final int PLANTED_CUTS = 500;
  private static final Path MEMORY = Path.of("/dev/shm");

  private final ChaosOptions options;
  private final PrintStream progress;
  private final Findings findings;
  private long cuts;
  private long kept;
  private long writes;
  private boolean caught;

  private BlockCommand(ChaosOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.findings = new Findings(progress);
  }

  static ChaosReport run(ChaosOptions options, PrintStream progress) throws IOException {
    BlockDevice.requireMachine();
    return new BlockCommand(options, progress).run();
  }

  private ChaosReport run() throws IOException {
    long wanted = options.countOr(CUTS);
    long end = options.endNanos();
    planted();
    long start = System.nanoTime();
    for (long seed = options.seed(); cuts < wanted && System.nanoTime() - end < 0; seed++) {
      int count = (int) Math.min(CUTS_A_RECORDING, wanted - cuts);
      record(seed, count, end);
      progress.println(cuts + " cuts, " + kept + " confirmed entries found again");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new ChaosReport("journal-block", "cuts", cuts, findings, caught, options.seed())
        .with("cutsPerSecond", Math.round(cuts / seconds * 10) / 10.0)
        .with("confirmedEntriesFound", kept)
        .condition("fileSystem", "ext4 with its journal, blocks of 4 KiB")
        .condition("device", "nbdkit and nbdfuse under a loop device")
        .condition("writesAndFlushesRecorded", writes)
        .condition("cutsARecording", CUTS_A_RECORDING);
  }

  private void planted() throws IOException {
    try (WorkFolder folder = WorkFolder.in(place())) {
      PlantedFault fault = PlantedFault.ACKNOWLEDGES_BEFORE_SYNC;
      new BlockRecording(options.seed(), folder.path(), fault)
          .cut(PLANTED_CUTS, (moment, found, broken) -> !isCaught(broken));
    }
    if (!caught) {
      progress.println("planted fault: NOT CAUGHT");
    }
  }

  private boolean isCaught(@Nullable BrokenPromise broken) {
    if (broken != null) {
      progress.println("planted fault: caught by " + broken.getMessage());
      caught = true;
    }
    return caught;
  }

  private void record(long seed, int count, long end) throws IOException {
    try (WorkFolder folder = WorkFolder.in(place())) {
      BlockRecording recording = new BlockRecording(seed, folder.path(), null);
      writes += recording.writes();
      recording.cut(
          count,
          (moment, found, broken) -> {
            cuts++;
            kept += found;
            if (broken != null) {
              findings.add(
                  broken, "cut after write " + moment + " of the recording of seed " + seed);
            }
            return System.nanoTime() - end < 0;
          });
    }
  }

  /// In memory if possible: each cut writes a whole disk.
  private @Nullable Path place() {
    Path asked = options.directory();
    return asked == null && Files.isWritable(MEMORY) ? MEMORY : asked;
  }
}
