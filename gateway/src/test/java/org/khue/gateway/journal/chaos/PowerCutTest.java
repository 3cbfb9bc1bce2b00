package org.khue.gateway.journal.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;

/// A small run of `./khue chaos journal-sim`, and what its large ones found.
class PowerCutTest {
  private static final int SERIES = Integer.getInteger("khue.journal.series", 100);
  private static final int PLANTED_SERIES = 100;
  private static final int SEEDS = 400;

  @Test
  void noConfirmedEntryIsLostInFiveThousandPowerCuts() {
    long cuts = 0;
    for (long seed = 1; seed <= SERIES; seed++) {
      CrashSeries series = new CrashSeries(seed, null);
      series.run();
      cuts += series.cuts();
    }
    assertTrue(cuts > 50L * SERIES, "only " + cuts + " cuts");
  }

  @ParameterizedTest
  @CsvSource({
    "20, a new segment's name was synced by no one after a killed process",
    "55, the same with an entry that is lost",
    "1950, an entry that was never confirmed appears late",
    "1865, the state's only synced slot was written over while the newer one was in memory alone",
    "3229, the same with a count that went back",
    "2751, the same with readings that are lost",
    "1135, a count that could not be kept was kept after all"
  })
  void whatARunHasFoundStaysMended(long seed, String what) {
    new CrashSeries(seed, null).run();
  }

  @ParameterizedTest
  @EnumSource(PlantedFault.class)
  void aCarelessJournalIsCaught(PlantedFault fault) {
    assertThrows(
        BrokenPromise.class,
        () -> {
          for (long seed = 1; seed <= PLANTED_SERIES; seed++) {
            new CrashSeries(seed, fault).run();
          }
        });
  }

  @Test
  void aFailureAtAnySyncMakesNoFalsePromise() {
    Findings findings = new Findings(System.out);
    Set<String> sites = new TreeSet<>();
    SyncFaults syncs = new SyncFaults(sites, findings);
    for (long seed = 1; seed <= 4; seed++) {
      syncs.failEach(seed);
    }
    assertTrue(findings.isEmpty());
    assertTrue(syncs.faults() > 300, "only " + syncs.faults() + " faults");
    // All of them, by who asks for it: a new sync in the journal raises the number.
    assertEquals(12, sites.size(), sites.toString());
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    CrashSeries one = new CrashSeries(7, null);
    CrashSeries other = new CrashSeries(7, null);
    one.run();
    other.run();
    assertEquals(one.confirmed(), other.confirmed());
    assertEquals(one.cuts(), other.cuts());
    assertEquals(one.errors(), other.errors());
  }

  /// The process is killed before it has synced the directory; the next one finds the segment and
  /// goes on in it; then the power goes.
  @Test
  void theNameOfASegmentFoundAfterAKillIsOnTheDiskBeforeAnythingInItIsConfirmed()
      throws IOException {
    for (long seed = 1; seed <= SEEDS; seed++) {
      MemoryDisk disk = new MemoryDisk(Seeds.random(seed));
      open(disk).close();
      disk = disk.afterPowerCut();
      Store killed = open(disk);
      disk.failAfter(4);
      killed.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 1, 1));
      disk = disk.afterKill();
      Store next = open(disk);
      long seq = next.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 2, 1));
      Store after = open(disk.afterPowerCut());
      assertEquals(seq, after.durableSeq(Stream.EVENTS), "seed " + seed);
    }
  }

  /// The newest state stands in the page cache only; the power goes while the next start makes sure
  /// of it.
  @Test
  void aStartNeverBetsOnAStateThatIsInThePageCacheOnly() throws IOException {
    for (long seed = 1; seed <= SEEDS; seed++) {
      MemoryDisk disk = new MemoryDisk(Seeds.random(seed));
      Store store = open(disk);
      store.numberAfter(Stream.EVENTS, 1_000);
      store.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 1, 3));
      store.acknowledge(Stream.EVENTS, 1_002);
      store.maintain();
      disk = disk.afterKill().cutAfter(1 + seed % 3);
      MemoryDisk cut = disk;
      assertThrows(PowerCut.class, () -> open(cut));
      assertTrue(open(disk.afterPowerCut()).isNumbered(Stream.EVENTS), "seed " + seed);
    }
  }

  private static Store open(MemoryDisk disk) throws IOException {
    return Journals.store(disk, SmallSettings.of(), NumberedEntries.clock());
  }
}
