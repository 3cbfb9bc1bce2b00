package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;

/// Lets each single sync of a run fail once, also those of a start after a killed process and after
/// a power cut, each followed by more work and another power cut: nothing may have been confirmed
/// that is not there.
public final class SyncFaults {
  private static final int STEPS = 30;
  private static final int LIVES = 3;
  private static final int DISK_BYTES = 40 * 1024;
  private static final int MOST_SYNCS = 2_000;
  private static final JournalSettings SETTINGS = SmallSettings.of(DISK_BYTES, 16 * 1024, 4096);

  private final Set<String> sites;
  private final Findings findings;
  private long faults;
  private long falseAcknowledgements;

  /// @param sites collects the places in the journal whose sync failed
  public SyncFaults(Set<String> sites, Findings findings) {
    this.sites = sites;
    this.findings = findings;
  }

  public long faults() {
    return faults;
  }

  public Set<String> sites() {
    return sites;
  }

  public long falseAcknowledgements() {
    return falseAcknowledgements;
  }

  /// Fails the first sync of the run that a seed gives, then the second in a new run, and so on.
  public void failEach(long seed) {
    for (int sync = 1; sync < MOST_SYNCS; sync++) {
      try {
        String site = failOne(seed, sync);
        if (site == null) {
          return;
        }
        sites.add(site);
        faults++;
      } catch (BrokenPromise broken) {
        falseAcknowledgements++;
        findings.add(broken, "after failed sync " + sync + " of seed " + seed);
      }
    }
  }

  /// Works on a new disk, after a killed process, and after a power cut; one sync of all that
  /// fails.
  ///
  /// @return which one failed; null if there are not so many
  private static @Nullable String failOne(long seed, int sync) {
    RandomGenerator random = Seeds.random(seed);
    StoreModel model = new StoreModel(random, true).onFailingDisk();
    MemoryDisk disk = new MemoryDisk(random).capacity(DISK_BYTES);
    String site = null;
    long left = sync;
    for (int life = 0; life < LIVES; life++) {
      disk.failSyncAfter(left);
      Store store;
      try {
        store = open(disk);
      } catch (IOException refusesToOpen) {
        site = disk.failedSync();
        disk = disk.afterKill();
        store = reopen(disk);
      }
      model.reconnect(store);
      model.checkAll(store);
      work(model, store, STEPS);
      model.checkAll(store);
      site = site == null ? disk.failedSync() : site;
      left = site == null ? left - disk.syncs() : 0;
      disk = life % 2 == 0 ? disk.afterKill() : disk.afterPowerCut();
    }
    Store last = reopen(disk.afterPowerCut());
    model.reconnect(last);
    model.checkAll(last);
    return site;
  }

  private static void work(StoreModel model, Store store, int steps) {
    for (int i = 0; i < steps; i++) {
      model.step(store);
    }
  }

  private static Store open(MemoryDisk disk) throws IOException {
    return Journals.store(disk, SETTINGS, NumberedEntries.clock());
  }

  private static Store reopen(MemoryDisk disk) {
    try {
      return open(disk);
    } catch (IOException e) {
      throw new BrokenPromise(
          BrokenPromise.Kind.REFUSED, "the journal does not start on a disk that works: " + e);
    }
  }
}
