package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.journal.Disk;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// One disk and one journal on it that is worked on, loses its power or is killed, starts, and
/// loses it again, also while it recovers. All of it follows from the seed.
public final class CrashSeries {
  /// How many crashes a series has.
  public static final int CRASHES = 64;

  private static final int MOST_OPERATIONS = 80;
  private static final int MOST_OPERATIONS_OF_A_START = 12;
  private static final int LARGE_BYTES = 1 << 30;
  private static final int TIGHT_BYTES = 40 * 1024;
  private static final int TIGHT_DISK_BYTES = 24 * 1024;
  private static final int SPARE_BYTES = 4096;

  /// What goes wrong beside the power.
  enum Weather {
    CALM,
    FULL_DISK,
    ERRORS,
    ERRORS_ON_A_FULL_DISK
  }

  private final RandomGenerator random;
  private final Weather weather;
  private final @Nullable PlantedFault planted;
  private final StoreModel model;
  private final JournalSettings settings;
  private MemoryDisk disk;
  private long cuts;
  private long kills;
  private long errors;

  /// @param planted makes the journal careless; null for the real one
  public CrashSeries(long seed, @Nullable PlantedFault planted) {
    this.random = Seeds.random(seed);
    this.planted = planted;
    this.weather = Weather.values()[Math.floorMod(seed, Weather.values().length)];
    this.model = new StoreModel(random, sheds());
    this.settings =
        sheds()
            ? SmallSettings.of(TIGHT_BYTES, 16 * 1024, SPARE_BYTES)
            : SmallSettings.of().withMaxBytes(LARGE_BYTES);
    if (weather == Weather.ERRORS_ON_A_FULL_DISK) {
      model.onFailingDisk();
    }
    this.disk = new MemoryDisk(random);
    if (planted == PlantedFault.IGNORES_SYNC_ERRORS) {
      disk.forgiveFailedSyncs();
    }
    if (sheds()) {
      disk.capacity(TIGHT_DISK_BYTES);
    }
  }

  private boolean sheds() {
    return weather == Weather.FULL_DISK || weather == Weather.ERRORS_ON_A_FULL_DISK;
  }

  public long cuts() {
    return cuts;
  }

  public long kills() {
    return kills;
  }

  /// How many operations failed.
  public long errors() {
    return errors;
  }

  public long confirmed() {
    return model.confirmed();
  }

  /// @throws BrokenPromise at the first one
  public void run() {
    for (int crash = 0; crash < CRASHES; crash++) {
      plan();
      work();
      errors += disk.injected();
      if (random.nextInt(8) == 0) {
        kills++;
        disk = disk.afterKill();
      } else {
        cuts++;
        disk = disk.afterPowerCut();
      }
    }
    try (Store store = open()) {
      model.reconnect(store);
      model.checkAll(store);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private void plan() {
    boolean soon = random.nextInt(4) == 0;
    disk.cutAfter(1 + random.nextInt(soon ? MOST_OPERATIONS_OF_A_START : MOST_OPERATIONS));
    switch (weather) {
      case CALM, FULL_DISK -> disk.failAtRandom(0, sheds() ? 0.02 : 0);
      case ERRORS, ERRORS_ON_A_FULL_DISK -> disk.failAtRandom(0.03, sheds() ? 0.02 : 0);
    }
  }

  /// Works until the power goes.
  private void work() {
    try (Store store = open()) {
      model.reconnect(store);
      model.checkAll(store);
      while (true) {
        model.step(store);
      }
    } catch (PowerCut cut) {
      return;
    } catch (IOException e) {
      if (disk.injected() == 0) {
        throw refused(e);
      }
    }
  }

  private static BrokenPromise refused(IOException e) {
    return new BrokenPromise(Kind.REFUSED, "the journal does not start on a disk that works: " + e);
  }

  private Store open() throws IOException {
    Disk under = planted == null ? disk : new CarelessDisk(disk, planted);
    return Journals.store(under, settings, NumberedEntries.clock());
  }
}
