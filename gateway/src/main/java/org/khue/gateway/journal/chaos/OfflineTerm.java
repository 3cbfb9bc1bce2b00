package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Gap;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryReader;
import org.khue.contract.wire.WireException;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// A room without internet for a whole term: ten readings a second and an event now and then, all
/// kept in a real journal, with a restart every ten days after which the clock is unknown for an
/// hour. Then the internet is back and everything is read as batches and acknowledged: each entry
/// must be there once, in order, with the value and the time that it had.
///
/// The clock is the run's own, so that a term passes in minutes.
final class OfflineTerm {
  static final int READINGS_A_SECOND = 10;
  private static final int DEVICES = 30;
  private static final long BOOT_READINGS = Duration.ofDays(10).toSeconds() * READINGS_A_SECOND;
  private static final long UNSYNCED_READINGS = Duration.ofHours(1).toSeconds() * READINGS_A_SECOND;
  private static final long EVENT_EVERY = Duration.ofMinutes(10).toSeconds() * READINGS_A_SECOND;
  private static final long BETWEEN_READINGS = 1_000_000 / READINGS_A_SECOND;
  private static final int OUTSTANDING = 8_192;

  private final long seed;
  private final Path directory;
  private final JournalSettings settings;
  private final LongConsumer progress;
  private long mostBytes;

  /// @param progress hears of each full million
  OfflineTerm(long seed, Path directory, JournalSettings settings, LongConsumer progress) {
    this.seed = seed;
    this.directory = directory;
    this.settings = settings;
    this.progress = progress;
  }

  /// How much the journal held at most, in bytes.
  long mostBytes() {
    return mostBytes;
  }

  /// Keeps so many readings, and the events among them.
  ///
  /// @return how long it took
  Duration keep(long readings) throws IOException {
    long begin = System.nanoTime();
    long next = 0;
    while (next < readings) {
      long end = Math.min(readings, (next / BOOT_READINGS + 1) * BOOT_READINGS);
      keepOneBoot(next, end);
      next = end;
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void keepOneBoot(long from, long to) throws IOException {
    try (Journal journal = open(from)) {
      Deque<CompletionStage<Long>> outstanding = new ArrayDeque<>();
      for (long i = from; i < to; i++) {
        outstanding.add(journal.append(Stream.TELEMETRY, reading(i)));
        if (i % EVENT_EVERY == 0) {
          outstanding.add(journal.append(Stream.EVENTS, event(i)));
        }
        while (outstanding.size() > OUTSTANDING) {
          outstanding.remove().toCompletableFuture().join();
        }
        if ((i + 1) % 1_000_000 == 0) {
          measure(journal);
          progress.accept(i + 1);
        }
      }
      while (!outstanding.isEmpty()) {
        outstanding.remove().toCompletableFuture().join();
      }
      measure(journal);
    }
  }

  private void measure(Journal journal) {
    mostBytes =
        Math.max(
            mostBytes,
            journal.depth(Stream.TELEMETRY).bytes() + journal.depth(Stream.EVENTS).bytes());
  }

  /// Reads and acknowledges everything.
  ///
  /// @return how long it took
  Duration drain(long readings) throws IOException {
    long begin = System.nanoTime();
    try (Journal journal = open(readings)) {
      drain(journal, Stream.EVENTS, (readings + EVENT_EVERY - 1) / EVENT_EVERY);
      drain(journal, Stream.TELEMETRY, readings);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void drain(Journal journal, Stream stream, long expected) throws IOException {
    long next = 1;
    while (next <= expected) {
      List<Journal.Stored> entries = journal.read(stream, next, Batch.MAX_ENTRIES, Batch.MAX_BYTES);
      if (entries.isEmpty()) {
        throw new BrokenPromise(
            Kind.LOST, stream + " ends at " + (next - 1) + " of " + expected + " entries");
      }
      BatchCodec.write(stream, next, 1, 0, entries.stream().map(Journal.Stored::cbor).toList());
      for (Journal.Stored stored : entries) {
        check(stream, stored, next);
        next += stored.span();
      }
      journal.acknowledge(stream, next - 1);
      if (stream == Stream.TELEMETRY && next / 5_000_000 != (next - entries.size()) / 5_000_000) {
        progress.accept(next);
      }
    }
    if (!journal.read(stream, next, 1, Batch.MAX_BYTES).isEmpty()) {
      throw new BrokenPromise(Kind.DUPLICATED, stream + " goes on after its last entry");
    }
  }

  private void check(Stream stream, Journal.Stored stored, long seq) {
    Entry is = read(stored);
    Entry was = stream == Stream.EVENTS ? event((seq - 1) * EVENT_EVERY) : reading(seq - 1);
    if (is instanceof Gap gap) {
      throw new BrokenPromise(Kind.LOST, "a gap instead of entry " + seq + ": " + gap);
    }
    if (stored.seq() != seq) {
      throw new BrokenPromise(Kind.REORDERED, "number " + stored.seq() + " instead of " + seq);
    }
    if (!is.equals(was)) {
      throw new BrokenPromise(Kind.INVENTED, is + " was read, but " + was + " was kept");
    }
  }

  private static Entry read(Journal.Stored stored) {
    try {
      return EntryReader.read(stored.cbor());
    } catch (WireException e) {
      throw new BrokenPromise(Kind.INVENTED, "entry " + stored.seq() + ": " + e.getMessage());
    }
  }

  private Journal open(long reading) throws IOException {
    GatewayClock clock = new GatewayClock(new MovableTime(), boot(reading), ClockState.UNSYNCED);
    return Journals.open(directory, settings, clock);
  }

  private static int boot(long reading) {
    return (int) (reading / BOOT_READINGS) + 1;
  }

  private Reading reading(long i) {
    int device = (int) (i % DEVICES);
    long mixed = (i + seed) * 0x9E3779B97F4A7C15L;
    double value = 230 + ((mixed >>> 40) % 100 - 50) / 10.0;
    return new Reading(
        stamp(i), "meter-" + device, "voltage", value, "V", Quality.GOOD, null, true);
  }

  private Event event(long i) {
    return new Event(
        stamp(i),
        "reader",
        EventKind.CARD_TAP,
        true,
        Map.of("card", Long.toString((i + seed) % 40_000)));
  }

  private static Stamp stamp(long i) {
    long inBoot = i % BOOT_READINGS;
    boolean unsynced = inBoot < UNSYNCED_READINGS;
    return new Stamp(
        unsynced ? 0 : NumberedEntries.START_MICROS + i * BETWEEN_READINGS,
        inBoot * BETWEEN_READINGS,
        boot(i),
        unsynced ? ClockState.UNSYNCED : ClockState.SYNCED);
  }
}
