package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PowerCutTest {
  private static final int CUTS = Integer.getInteger("khue.journal.cuts", 12_000);
  private static final JournalSettings SETTINGS = Samples.small().withMaxBytes(1 << 30);
  private static final long SEED = Long.getLong("khue.journal.seed", 20_261_124L);

  /// Cuts the power again and again while a journal is worked on and while it recovers.
  ///
  /// @return how many cuts there were
  static int cutPower(MemoryDisk first, RandomGenerator random, int cuts) {
    return cutPower(first, random, cuts, SETTINGS, new StoreModel(random));
  }

  private static int cutPower(
      MemoryDisk first,
      RandomGenerator random,
      int cuts,
      JournalSettings settings,
      StoreModel model) {
    MemoryDisk disk = first;
    int done = 0;
    while (done < cuts) {
      disk.cutAfter(1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 80));
      try (SegmentStore store = new SegmentStore(disk, settings, Samples.clock())) {
        model.checkAll(store);
        while (true) {
          model.step(store);
        }
      } catch (PowerCut cut) {
        done++;
      } catch (IOException e) {
        throw new AssertionError("the disk works", e);
      }
      disk = disk.afterPowerCut();
    }
    return done;
  }

  @Test
  void noConfirmedEntryIsLostInTensOfThousandsOfPowerCuts() {
    RandomGenerator random = random(SEED);
    assertTrue(cutPower(new MemoryDisk(random), random, CUTS) >= CUTS);
  }

  @Test
  void noConfirmedEventIsLostWhenThePowerGoesOnAFullDisk() {
    RandomGenerator random = random(SEED + 1);
    MemoryDisk disk = new MemoryDisk(random).capacity(24 * 1024);
    JournalSettings tight = Samples.small(4096).withMaxBytes(40 * 1024);
    assertTrue(cutPower(disk, random, CUTS / 6, tight, new StoreModel(random, true)) > 0);
  }

  @Test
  void theSameHarnessCatchesAJournalThatConfirmsBeforeItsSync() {
    RandomGenerator random = random(SEED);
    MemoryDisk forgetful = new MemoryDisk(random).ignoreSyncs();
    AssertionError caught =
        assertThrows(AssertionError.class, () -> cutPower(forgetful, random, 1_000));
    assertTrue(String.valueOf(caught.getMessage()).matches("(events|telemetry): .*"));
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
