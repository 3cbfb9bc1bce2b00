package org.khue.gateway.journal.chaos;

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
import org.khue.gateway.journal.Pending;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// Entries that tell themselves apart by a number, which is their monotonic time.
public final class NumberedEntries {
  public static final long START_MICROS = 1_795_000_000_000_000L;

  private NumberedEntries() {}

  public static Stamp at(long number) {
    return new Stamp(START_MICROS + number, number, 1, ClockState.SYNCED);
  }

  public static Reading reading(long number) {
    return new Reading(at(number), "meter", "power", number, "W", Quality.GOOD, null, true);
  }

  public static Event event(long number) {
    return new Event(at(number), "reader", EventKind.CARD_TAP, true, Map.of("card", number));
  }

  public static Entry entry(Stream stream, long number) {
    return switch (stream) {
      case EVENTS -> event(number);
      case TELEMETRY -> reading(number);
    };
  }

  public static byte[] cbor(Stream stream, long number) {
    return new EntryWriter().write(entry(stream, number));
  }

  public static List<Pending> group(Stream stream, long firstNumber, int count) {
    List<Pending> group = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number = firstNumber + i;
      group.add(
          new Pending(cbor(stream, number), START_MICROS + number, new CompletableFuture<>()));
    }
    return group;
  }

  /// What stands behind a number.
  ///
  /// @throws BrokenPromise if it is no entry at all
  public static Entry entry(Stored stored) {
    try {
      return EntryReader.read(stored.cbor());
    } catch (WireException e) {
      throw new BrokenPromise(Kind.INVENTED, "entry " + stored.seq() + " is no entry: " + e);
    }
  }

  /// The number that the entry was made with; -1 for a gap.
  public static long number(Stored stored) {
    Entry entry = entry(stored);
    return entry instanceof Gap ? -1 : entry.at().monotonicMicros();
  }

  /// @throws BrokenPromise if it is none
  public static Gap gap(Stored stored) {
    if (entry(stored) instanceof Gap gap) {
      return gap;
    }
    throw new BrokenPromise(Kind.INVENTED, "entry " + stored.seq() + " is no gap");
  }

  public static GatewayClock clock(TimeSource time) {
    return new GatewayClock(time, 1, ClockState.SYNCED);
  }

  public static GatewayClock clock() {
    return clock(new MovableTime());
  }
}
