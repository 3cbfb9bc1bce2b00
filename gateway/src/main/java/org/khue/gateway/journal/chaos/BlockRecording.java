package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Disk;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;

/// One run of a journal on a [BlockDevice]: what it wrote and what it promised. Then the power goes
/// at moments of that run, as often as one likes.
final class BlockRecording {
  private static final int MEBIBYTES = 16;
  private static final int STEPS = 250;

  /// Small segments, so that files come and go often.
  private static final JournalSettings SETTINGS =
      new JournalSettings(
          32 * 1024,
          8 * 1024,
          8 << 20,
          256 * 1024,
          64 * 1024,
          Duration.ofDays(400),
          64,
          Duration.ofMillis(250),
          1_000,
          1 << 20,
          Duration.ofSeconds(5));

  private final RandomGenerator random;
  private final Path scratch;
  private final Path point;
  private final TimedPromises promises = new TimedPromises();
  private final BlockLog log;
  private long nextNumber = 1;

  /// @param folder empty
  /// @param planted makes the journal careless; null for the real one
  BlockRecording(long seed, Path folder, @Nullable PlantedFault planted) throws IOException {
    random = Seeds.random(seed);
    scratch = folder.resolve("scratch");
    point = Files.createDirectory(folder.resolve("found"));
    Path image = folder.resolve("image");
    Mount.makeExt4(image, MEBIBYTES);
    byte[] start = Files.readAllBytes(image);
    BlockDevice device = BlockDevice.over(image, Files.createDirectory(folder.resolve("device")));
    try (device) {
      Disk disk = Journals.disk(device.mounted().resolve("journal"));
      Disk used = planted == null ? disk : new CarelessDisk(disk, planted);
      try (Store store = Journals.store(used, SETTINGS, NumberedEntries.clock())) {
        for (int i = 0; i < STEPS; i++) {
          step(store, device);
        }
      }
    }
    log = new BlockLog(start, device.log());
  }

  private void step(Store store, BlockDevice device) throws IOException {
    Stream stream = random.nextInt(3) == 0 ? Stream.EVENTS : Stream.TELEMETRY;
    int dice = random.nextInt(20);
    if (dice < 15) {
      int count = 1 + random.nextInt(stream == Stream.EVENTS ? 3 : 64);
      long number = nextNumber;
      nextNumber += count;
      long before = device.logLength();
      long seq = store.commit(stream, NumberedEntries.group(stream, number, count));
      promises.group(stream, seq, number, count, before, device.logLength());
    } else if (dice < 18) {
      long acknowledged = store.depth(stream).acknowledgedSeq();
      long waiting = store.durableSeq(stream) - acknowledged;
      if (waiting > 0) {
        long upTo = acknowledged + random.nextLong(waiting + 1);
        promises.acknowledged(stream, upTo, device.logLength());
        store.acknowledge(stream, upTo);
      }
    } else {
      store.maintain();
    }
  }

  int writes() {
    return log.size();
  }

  /// Cuts the power so often, at random moments in rising order.
  ///
  /// @param each told of each cut
  void cut(int cuts, Told each) throws IOException {
    int[] moments = random.ints(cuts, 1, log.size() + 1).sorted().toArray();
    for (int i = 0; i < cuts; i++) {
      log.cut(moments[i], random, scratch);
      BrokenPromise broken = null;
      long kept = 0;
      try {
        kept = found(log.lengthAt(moments[i]));
      } catch (BrokenPromise e) {
        broken = e;
      }
      if (!each.cut(moments[i], kept, broken)) {
        return;
      }
    }
  }

  /// Hears of a cut.
  interface Told {
    /// @param moment after how many writes and flushes
    /// @param kept how many promised entries were there
    /// @param broken what was wrong, or null
    /// @return whether to go on
    boolean cut(int moment, long kept, @Nullable BrokenPromise broken);
  }

  private long found(long moment) throws IOException {
    try (Mount mount = Mount.loop(scratch, point)) {
      Path journal = mount.point().resolve("journal");
      if (!Files.exists(journal)) {
        // Nothing was promised that early, or all of it is missed now.
        Files.createDirectory(journal);
      }
      try (Store store = open(journal)) {
        return promises.check(store, moment);
      }
    }
  }

  private static Store open(Path journal) throws IOException {
    try {
      return Journals.store(Journals.disk(journal), SETTINGS, NumberedEntries.clock());
    } catch (IOException e) {
      throw new BrokenPromise(
          BrokenPromise.Kind.REFUSED, "the journal does not start after a power cut: " + e);
    }
  }
}
