package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.khue.contract.Stream;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// Somebody else fills the disk under a journal, again and again: each event must still be kept,
/// each reading kept or counted, and all must go on when there is room again.
public final class DiskFull {
  private static final int LEFT_BYTES = 20_000;
  private static final int GROUPS = 35;
  private static final int EVENT_EVERY = 8;
  private static final int LONGEST_SECONDS = 10;
  private static final JournalSettings SETTINGS =
      new JournalSettings(
          64 * 1024,
          8 * 1024,
          4 << 20,
          256 * 1024,
          64 * 1024,
          Duration.ofDays(400),
          64,
          Duration.ofMillis(250),
          1_000,
          1 << 20,
          Duration.ofSeconds(5));

  private final RandomGenerator random;
  private final FillableDisk disk;
  private final boolean planted;
  private final MovableTime time = new MovableTime();
  private final StoreModel model;
  private Store store;
  private long refusedReadings;
  private long longestMillis;
  private long longestSpareSeconds;

  /// @param planted a journal without room set aside for events
  public DiskFull(long seed, FillableDisk disk, boolean planted) throws IOException {
    this.random = Seeds.random(seed);
    this.disk = disk;
    this.planted = planted;
    this.model = new StoreModel(random, true);
    this.store = open();
  }

  private Store open() throws IOException {
    JournalSettings settings = planted ? SETTINGS.withSpareBytes(0) : SETTINGS;
    return Journals.store(disk.open(), settings, NumberedEntries.clock(time));
  }

  /// How many groups of readings were not kept, but counted.
  public long refusedReadings() {
    return refusedReadings;
  }

  /// The longest time from free room to the next kept reading.
  public long longestMillis() {
    return longestMillis;
  }

  /// The longest time that the gateway ran from free room to the next room for events.
  public long longestSpareSeconds() {
    return longestSpareSeconds;
  }

  public long shed() {
    return store.depth(Stream.TELEMETRY).shed();
  }

  /// Fills the disk once and frees it again.
  ///
  /// @throws BrokenPromise if an event is refused or anything is missing
  public void round() throws IOException {
    disk.fill(planted ? 0 : random.nextInt(LEFT_BYTES));
    work();
    if (random.nextInt(4) == 0) {
      restart();
    }
    model.checkAll(store);
    disk.free();
    recover();
    model.checkAll(store);
    model.acknowledgeAll(store);
    store.maintain();
  }

  public void close() throws IOException {
    store.close();
  }

  private void work() {
    int groups = 5 + random.nextInt(GROUPS - 5);
    for (int i = 0; i < groups; i++) {
      if (i % EVENT_EVERY == 0) {
        event();
      }
      if (!model.commit(store, Stream.TELEMETRY, 1 + random.nextInt(64))) {
        refusedReadings++;
      }
      if (random.nextInt(4) == 0) {
        store.maintain();
      }
      time.pass(Duration.ofMillis(250));
    }
  }

  private void event() {
    if (!model.commit(store, Stream.EVENTS, 1)) {
      throw new BrokenPromise(Kind.LOST, "an event is refused: " + store.health().fault());
    }
  }

  /// Also with a full disk, a gateway must start.
  private void restart() throws IOException {
    store.close();
    store = open();
    model.reconnect(store);
  }

  private void recover() throws IOException {
    long start = System.nanoTime();
    boolean back = model.commit(store, Stream.TELEMETRY, 3);
    event();
    longestMillis = Math.max(longestMillis, (System.nanoTime() - start) / 1_000_000);
    if (!back || store.health().fault() != null) {
      throw new BrokenPromise(Kind.REFUSED, "there is room again, and " + store.health());
    }
    long seconds = 0;
    while (!planted && !disk.hasSpare()) {
      time.pass(Duration.ofSeconds(1));
      store.maintain();
      if (++seconds > LONGEST_SECONDS) {
        throw new BrokenPromise(
            Kind.REFUSED, "no room for events is set aside " + LONGEST_SECONDS + " s later");
      }
    }
    longestSpareSeconds = Math.max(longestSpareSeconds, seconds);
  }
}
