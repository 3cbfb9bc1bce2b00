package org.khue.gateway.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Gap;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryReader;
import org.khue.contract.wire.EntryWriter;
import org.khue.contract.wire.WireException;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal.Stored;

/// Entries that tell themselves apart by a number, and a clock that stands still unless moved.
final class Samples {
  static final long START_MICROS = 1_795_000_000_000_000L;

  private Samples() {}

  static Stamp at(long number) {
    return new Stamp(START_MICROS + number, number, 1, ClockState.SYNCED);
  }

  static Reading reading(long number) {
    return new Reading(at(number), "meter", "power", number, "W", Quality.GOOD, null, true);
  }

  static Event event(long number) {
    return new Event(at(number), "reader", EventKind.CARD_TAP, true, Map.of("card", number));
  }

  static Entry entry(Stream stream, long number) {
    return switch (stream) {
      case EVENTS -> event(number);
      case TELEMETRY -> reading(number);
    };
  }

  static Pending pending(Stream stream, long number) {
    byte[] cbor = new EntryWriter().write(entry(stream, number));
    return new Pending(cbor, START_MICROS + number, new CompletableFuture<>());
  }

  static List<Pending> group(Stream stream, long firstNumber, int count) {
    List<Pending> group = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      group.add(pending(stream, firstNumber + i));
    }
    return group;
  }

  static Entry entry(Stored stored) {
    try {
      return EntryReader.read(stored.cbor());
    } catch (WireException e) {
      throw new AssertionError("entry " + stored.seq() + " is damaged", e);
    }
  }

  /// The number that the entry was made with; -1 for a gap.
  static long number(Stored stored) {
    Entry entry = entry(stored);
    return entry instanceof Gap ? -1 : entry.at().monotonicMicros();
  }

  static Gap gap(Stored stored) {
    if (entry(stored) instanceof Gap gap) {
      return gap;
    }
    throw new AssertionError("entry " + stored.seq() + " is no gap");
  }

  static ManualTime time() {
    return new ManualTime();
  }

  static GatewayClock clock(TimeSource time) {
    return new GatewayClock(time, 1, ClockState.SYNCED);
  }

  static GatewayClock clock() {
    return clock(time());
  }

  /// A clock that moves when told.
  static final class ManualTime implements TimeSource {
    private volatile long micros;

    void pass(java.time.Duration duration) {
      micros += duration.toNanos() / 1000;
    }

    @Override
    public long wallMicros() {
      return START_MICROS + micros;
    }

    @Override
    public long monotonicMicros() {
      return micros;
    }
  }

  static JournalSettings small() {
    return small(0);
  }

  static JournalSettings small(int spareBytes) {
    return new JournalSettings(
        4096,
        512,
        64 * 1024,
        16 * 1024,
        spareBytes,
        java.time.Duration.ofDays(1),
        4,
        java.time.Duration.ofMillis(20),
        64,
        64 * 1024,
        java.time.Duration.ofSeconds(5));
  }
}
