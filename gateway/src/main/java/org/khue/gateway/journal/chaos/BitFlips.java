package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// A journal of known entries in which one bit is turned over. What is read afterwards must be each
/// entry as it was, or be counted as lost; and one bit may cost one entry.
public final class BitFlips {
  /// How many entries the journal holds: a full segment and a half.
  public static final int ENTRIES = 90;

  private static final int GROUP = 6;
  private static final int MOST_BYTES = 1 << 20;
  private static final JournalSettings SETTINGS = SmallSettings.of().withMaxBytes(1 << 30);

  private final RandomGenerator random;
  private final MemoryDisk filled;

  public BitFlips(RandomGenerator random) throws IOException {
    this.random = random;
    this.filled = filled(random, 0);
  }

  private static MemoryDisk filled(RandomGenerator random, long shift) throws IOException {
    MemoryDisk disk = new MemoryDisk(random);
    try (Store store = open(disk)) {
      for (int first = 1; first <= ENTRIES; first += GROUP) {
        store.commit(
            Stream.TELEMETRY, NumberedEntries.group(Stream.TELEMETRY, first + shift, GROUP));
      }
    }
    return disk;
  }

  private static Store open(MemoryDisk disk) throws IOException {
    return Journals.store(disk, SETTINGS, NumberedEntries.clock());
  }

  public List<String> files() {
    return filled.list();
  }

  public int length(String file) {
    return filled.file(file).length();
  }

  /// Turns a bit over before a start, and in another copy while the journal runs.
  ///
  /// @return how many entries that cost, in the worse of both
  /// @throws BrokenPromise if one is read that is not as it was, or more are lost than one
  public long flip(String file, int position, int bit) throws IOException {
    MemoryDisk stopped = filled.copy(random);
    stopped.file(file).flip(position, bit);
    long lost = lost(open(stopped));
    MemoryDisk running = filled.copy(random);
    Store store = open(running);
    running.file(file).flip(position, bit);
    return Math.max(lost, lost(store));
  }

  private static long lost(Store store) throws IOException {
    long added =
        store.commit(Stream.TELEMETRY, NumberedEntries.group(Stream.TELEMETRY, ENTRIES + 1, 1));
    if (added != ENTRIES + 1) {
      throw new BrokenPromise(Kind.DUPLICATED, "number " + added + " is given again");
    }
    long expected = 1;
    long lost = 0;
    for (Stored stored : store.read(Stream.TELEMETRY, 1, 1_000, MOST_BYTES)) {
      if (stored.seq() != expected) {
        throw new BrokenPromise(Kind.REORDERED, "expected " + expected + ", read " + stored.seq());
      }
      if (NumberedEntries.entry(stored) instanceof Gap gap) {
        lost += gap.count();
      } else if (NumberedEntries.number(stored) != stored.seq()) {
        throw new BrokenPromise(
            Kind.INVENTED, "entry " + expected + " is read as good and is changed");
      }
      expected += stored.span();
    }
    if (expected != ENTRIES + 2) {
      throw new BrokenPromise(Kind.LOST, "entries from " + expected + " on are gone, uncounted");
    }
    if (lost > 1) {
      throw new BrokenPromise(Kind.LOST, "one bit costs " + lost + " entries");
    }
    if (lost != store.health().corruptEntries()) {
      throw new BrokenPromise(
          Kind.MISCOUNTED, lost + " are lost, " + store.health().corruptEntries() + " are counted");
    }
    return lost;
  }

  /// Plants damage that no checksum shows, as a journal without checksums would hand it on: the
  /// records of a second journal, alike in all but their contents.
  ///
  /// @return whether the check noticed it
  public boolean plantedIsCaught() throws IOException {
    MemoryDisk damaged = filled.copy(random);
    MemoryDisk other = filled(random, ENTRIES);
    for (String file : other.list()) {
      damaged.file(file).replace(other.file(file).content());
    }
    try {
      lost(open(damaged));
      return false;
    } catch (BrokenPromise broken) {
      return broken.kind() == Kind.INVENTED;
    }
  }
}
