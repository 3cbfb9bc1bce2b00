package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.UnknownEntry;
import org.khue.contract.wire.EntryWriter;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.ClockWatch;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Pending;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// Entries are stamped by the gateway's clock and kept in a journal while somebody sets the wall
/// clock to and fro. All must come back in their order, and none with a wall time that cannot be
/// right.
public final class ClockJumps {
  private static final Instant BUILT =
      Instant.ofEpochSecond(NumberedEntries.START_MICROS / 1_000_000).minus(Duration.ofDays(20));
  private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;
  private static final long TEN_YEARS = 3_653 * DAY;
  private static final long[] JUMPS = {DAY, -DAY, TEN_YEARS, -TEN_YEARS};
  private static final int READINGS = 12;
  private static final int MOST_BYTES = 1 << 28;

  /// As the default, in smaller segments, so that age has something to take.
  private static final JournalSettings SETTINGS =
      new JournalSettings(
          16 * 1024,
          4096,
          1 << 30,
          1 << 20,
          0,
          JournalSettings.DEFAULTS.maxAge(),
          64,
          Duration.ofMillis(250),
          1_000,
          1 << 20,
          Duration.ofSeconds(5));

  private final RandomGenerator random;
  private final MovableTime time = new MovableTime();
  private final GatewayClock clock;
  private final ClockWatch watch;
  private final MemoryDisk disk;
  private final Store store;
  private final long[] written = new long[Stream.values().length];
  private final long[] read = new long[Stream.values().length];
  private long lastMonotonic;
  private long unsynced;

  /// @param data where the gateway keeps the last time that it has seen
  /// @param ageByWallClock plants a fault: a journal that takes the wall clock for time that passed
  public ClockJumps(long seed, Path data, boolean ageByWallClock) throws IOException {
    random = Seeds.random(seed);
    watch = new ClockWatch(time, data, BUILT, data.resolve("no-timesyncd"));
    clock = new GatewayClock(time, 1, watch.judge());
    watch.check(clock);
    disk = new MemoryDisk(random);
    GatewayClock journalClock =
        ageByWallClock ? new GatewayClock(new WallOnly(time), 1, ClockState.SYNCED) : clock;
    store = Journals.store(disk, SETTINGS, journalClock);
  }

  /// Both clocks are the wall clock.
  private record WallOnly(TimeSource time) implements TimeSource {
    @Override
    public long wallMicros() {
      return time.wallMicros();
    }

    @Override
    public long monotonicMicros() {
      return time.wallMicros();
    }
  }

  /// How many entries bore no wall time, because it could not be right.
  public long unsynced() {
    return unsynced;
  }

  public long entries() {
    return written[0] + written[1];
  }

  /// @throws BrokenPromise at the first entry that is lost, reordered or dated before the build
  public void run(int jumps) throws IOException {
    for (int i = 0; i < jumps; i++) {
      append();
      jump();
      append();
      time.pass(Duration.ofMillis(random.nextInt(1_000)));
      watch.check(clock);
      store.maintain();
      append();
      if (random.nextInt(4) == 0) {
        backToRight();
      }
      if (random.nextInt(8) == 0) {
        drain();
      }
    }
    drain();
    store.close();
  }

  private void jump() {
    int which = random.nextInt(JUMPS.length + 1);
    time.setWall(
        which == JUMPS.length ? random.nextInt(1_000_000) : time.wallMicros() + JUMPS[which]);
  }

  private void backToRight() {
    time.setWall(NumberedEntries.START_MICROS + time.monotonicMicros());
    watch.check(clock);
  }

  private void append() throws IOException {
    keep(Stream.TELEMETRY, READINGS);
    keep(Stream.EVENTS, 1);
  }

  private void keep(Stream stream, int count) throws IOException {
    List<Pending> group = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      time.pass(Duration.ofMillis(5));
      Stamp at = clock.now();
      byte[] cbor = new EntryWriter().write(entry(stream, at, ++written[stream.ordinal()]));
      group.add(new Pending(cbor, at.wallMicros(), new CompletableFuture<>()));
    }
    store.commit(stream, group);
  }

  private static Entry entry(Stream stream, Stamp at, long number) {
    return switch (stream) {
      case EVENTS -> new Event(at, "reader", EventKind.CARD_TAP, true, Map.of("card", number));
      case TELEMETRY -> new Reading(at, "meter", "count", number, "1", Quality.GOOD, null, true);
    };
  }

  private void drain() throws IOException {
    for (Stream stream : Stream.values()) {
      lastMonotonic = 0;
      long seq = read[stream.ordinal()];
      for (Stored stored : store.read(stream, seq + 1, Integer.MAX_VALUE, MOST_BYTES)) {
        check(stored, ++seq);
      }
      if (seq != written[stream.ordinal()]) {
        throw new BrokenPromise(Kind.LOST, stream.wireName() + ": entries after " + seq);
      }
      read[stream.ordinal()] = seq;
      store.acknowledge(stream, seq);
    }
  }

  private void check(Stored stored, long expected) {
    Entry entry = NumberedEntries.entry(stored);
    if (entry instanceof Gap gap) {
      throw new BrokenPromise(
          Kind.LOST, gap.count() + " entries are given up, because of " + gap.reason());
    }
    long number = number(entry);
    Stamp at = entry.at();
    if (stored.seq() != expected || number != expected || at.monotonicMicros() < lastMonotonic) {
      throw new BrokenPromise(Kind.REORDERED, "entry " + expected + " is " + entry);
    }
    lastMonotonic = at.monotonicMicros();
    unsynced += at.clock() == ClockState.UNSYNCED ? 1 : 0;
    boolean dated = at.wallMicros() != 0;
    if (dated == (at.clock() == ClockState.UNSYNCED)
        || (dated && at.wallMicros() < BUILT.getEpochSecond() * 1_000_000)) {
      throw new BrokenPromise(Kind.INVENTED, "a wall time that cannot be right: " + entry);
    }
  }

  private static long number(Entry entry) {
    Object value =
        switch (entry) {
          case Reading reading -> reading.value();
          case Event event -> event.details().get("card");
          case Inventory _, Gap _, UnknownEntry _ -> -1;
        };
    return value instanceof Number number ? Math.round(number.doubleValue()) : -1;
  }
}
