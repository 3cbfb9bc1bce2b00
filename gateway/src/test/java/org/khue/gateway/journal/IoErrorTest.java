package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.khue.contract.Stream;
import org.khue.gateway.journal.chaos.MemoryDisk;
import org.khue.gateway.journal.chaos.NumberedEntries;
import org.khue.gateway.journal.chaos.Seeds;
import org.khue.gateway.journal.chaos.SmallSettings;
import org.khue.gateway.journal.chaos.StoreModel;

/// An I/O error at every single operation, each followed by more work, a killed process and a power
/// cut.
class IoErrorTest {
  private static final JournalSettings SETTINGS = SmallSettings.of().withMaxBytes(1 << 30);
  private static final int STEPS = 40;

  private static SegmentStore open(MemoryDisk disk) throws IOException {
    return new SegmentStore(disk, SETTINGS, NumberedEntries.clock());
  }

  /// @return whether the failing operation was reached
  private static boolean failAt(long operation, long seed) throws IOException {
    RandomGenerator random = Seeds.random(seed);
    StoreModel model = new StoreModel(random);
    MemoryDisk failing = new MemoryDisk(random).failAfter(operation);
    MemoryDisk disk = failing;
    SegmentStore store;
    try {
      store = open(disk);
    } catch (IOException refusesToOpen) {
      disk = disk.afterKill();
      store = open(disk);
    }
    for (int i = 0; i < STEPS; i++) {
      model.step(store);
    }
    model.checkAll(store);
    disk = disk.afterKill();
    store = open(disk);
    model.checkAll(store);
    for (int i = 0; i < 5; i++) {
      model.step(store);
    }
    disk = disk.afterPowerCut();
    model.checkAll(open(disk));
    return failing.failed();
  }

  @Test
  void noErrorAtAnyOperationMakesAFalsePromise() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      long operation = 1;
      while (failAt(operation, seed)) {
        operation++;
      }
      assertTrue(operation > STEPS, "only " + operation + " operations were tried");
    }
  }

  @Test
  void anErrorCostsASegmentAndNoEntry() throws IOException {
    MemoryDisk disk = new MemoryDisk(Seeds.random(1));
    SegmentStore store = open(disk);
    assertEquals(1, store.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 1, 3)));
    disk.failAfter(2);
    assertEquals(4, store.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 4, 3)));
    assertEquals(1, store.health().abandonedSegments());
    assertNull(store.health().fault());
    assertEquals(6, store.read(Stream.EVENTS, 1, 100, 1 << 20).size());
  }

  @Test
  void aDiskThatAlwaysFailsIsReportedAndConfirmsNothing() throws IOException {
    RandomGenerator random = Seeds.random(1);
    MemoryDisk disk = new MemoryDisk(random);
    SegmentStore store = open(disk);
    StoreModel model = new StoreModel(random);
    assertTrue(model.commit(store, Stream.EVENTS, 3));
    for (int i = 0; i < 100; i++) {
      disk.failOn();
      assertFalse(model.commit(store, Stream.EVENTS, 2));
      assertNotNull(store.health().fault());
    }
    disk.failOff();
    assertTrue(model.commit(store, Stream.EVENTS, 2));
    assertNull(store.health().fault());
    model.checkAll(store);
    model.checkAll(open(disk.afterPowerCut()));
  }
}
