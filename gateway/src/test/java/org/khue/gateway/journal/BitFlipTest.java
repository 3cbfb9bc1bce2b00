package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;

/// One flipped bit, at every byte of every file.
class BitFlipTest {
  private static final JournalSettings SETTINGS = Samples.small().withMaxBytes(1 << 30);
  private static final int ENTRIES = 90;

  private static SegmentStore open(MemoryDisk disk) throws IOException {
    return new SegmentStore(disk, SETTINGS, Samples.clock());
  }

  /// Two segments of telemetry, the newer one half full.
  private static MemoryDisk filled() throws IOException {
    MemoryDisk disk = new MemoryDisk(PowerCutTest.random(7));
    SegmentStore store = open(disk);
    for (int first = 1; first <= ENTRIES; first += 6) {
      store.commit(Stream.TELEMETRY, Samples.group(Stream.TELEMETRY, first, 6));
    }
    store.close();
    assertEquals(2, disk.list().stream().filter(name -> name.endsWith(".seg")).count());
    return disk;
  }

  /// @return how many entries can no longer be read
  private static long lostAfterFlip(String file, int position, int bit) throws IOException {
    MemoryDisk disk = filled();
    disk.file(file).flip(position, bit);
    SegmentStore store = open(disk);
    assertEquals(ENTRIES + 1, appended(store), "a number is given again");
    long expected = 1;
    long lost = 0;
    for (Stored stored : read(store)) {
      assertEquals(expected, stored.seq());
      long number = Samples.number(stored);
      assertTrue(number == stored.seq() || number < 0, "a damaged entry was read as good");
      lost += number < 0 ? stored.span() : 0;
      expected += stored.span();
    }
    assertEquals(ENTRIES + 2, expected);
    assertEquals(lost, store.health().corruptEntries());
    return lost;
  }

  private static long appended(SegmentStore store) throws IOException {
    return store.commit(Stream.TELEMETRY, Samples.group(Stream.TELEMETRY, ENTRIES + 1, 1));
  }

  private static List<Stored> read(SegmentStore store) throws IOException {
    return store.read(Stream.TELEMETRY, 1, 1_000, 1 << 20);
  }

  @Test
  void aFlippedBitAnywhereIsFoundAndCostsOneEntryAtMost() throws IOException {
    RandomGenerator random = PowerCutTest.random(8);
    long hits = 0;
    for (String file : filled().list()) {
      int length = filled().file(file).length();
      for (int position = 0; position < length; position++) {
        long lost = lostAfterFlip(file, position, random.nextInt(8));
        assertTrue(lost <= 1, file + " at " + position + " costs " + lost);
        hits += lost;
      }
    }
    assertTrue(hits > 4_000, "only " + hits + " flips hit an entry");
  }

  @Test
  void aFlipWhileTheJournalRunsIsFoundWhenItIsRead() throws IOException {
    MemoryDisk disk = filled();
    SegmentStore store = open(disk);
    String first = "telemetry-00000001-000000000000000001.seg";
    disk.file(first).flip(SegmentHeader.BYTES + 200, 3);
    List<Stored> entries = read(store);
    long gaps = entries.stream().filter(stored -> Samples.number(stored) < 0).count();
    assertEquals(1, gaps);
    assertEquals(1, store.health().corruptEntries());
  }
}
