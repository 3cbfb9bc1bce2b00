package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// Works on a store at random and holds what it has promised against what it answers, over restarts
/// and failures. It acts as the cloud as well: what it acknowledges, it has read.
public final class StoreModel {
  private final RandomGenerator random;
  private final boolean sheds;
  private final Map<Stream, PromisedLane> lanes = new EnumMap<>(Stream.class);
  private boolean failing;
  private long nextNumber = 1;
  private long confirmed;

  public StoreModel(RandomGenerator random) {
    this(random, false);
  }

  /// @param sheds whether readings may be given up, counted
  public StoreModel(RandomGenerator random, boolean sheds) {
    this.random = random;
    this.sheds = sheds;
    for (Stream stream : Stream.values()) {
      lanes.put(stream, new PromisedLane(stream));
    }
  }

  private PromisedLane lane(Stream stream) {
    return Objects.requireNonNull(lanes.get(stream));
  }

  /// The disk may fail to keep the count of what was given up: after that it may say too many,
  /// though never too few.
  public StoreModel onFailingDisk() {
    failing = true;
    return this;
  }

  /// How many entries were confirmed in all.
  public long confirmed() {
    return confirmed;
  }

  /// Does something at random.
  public void step(Store store) {
    Stream stream = random.nextInt(3) == 0 ? Stream.EVENTS : Stream.TELEMETRY;
    int dice = random.nextInt(20);
    if (dice < 14) {
      commit(store, stream, 1 + random.nextInt(stream == Stream.EVENTS ? 3 : 12));
    } else if (dice < 17) {
      acknowledge(store, stream);
    } else if (dice < 19) {
      store.maintain();
    } else {
      read(store, stream, 1 + random.nextInt(30));
    }
  }

  /// @return whether it was confirmed
  public boolean commit(Store store, Stream stream, int count) {
    PromisedLane lane = lane(stream);
    long firstNumber = nextNumber;
    nextNumber += count;
    lane.tries(firstNumber, count);
    final long seq;
    try {
      seq = store.commit(stream, NumberedEntries.group(stream, firstNumber, count));
    } catch (IOException refused) {
      return false;
    }
    lane.confirms(seq, firstNumber, count);
    confirmed += count;
    return true;
  }

  private void acknowledge(Store store, Stream stream) {
    PromisedLane lane = lane(stream);
    long waiting = store.durableSeq(stream) - lane.cloudCursor();
    if (waiting > 0) {
      int count = (int) random.nextLong(waiting + 1);
      // The cloud can only have what it was sent.
      read(store, stream, count);
      lane.cloudHas(lane.cloudCursor() + count);
      store.acknowledge(stream, lane.cloudCursor());
    }
  }

  /// The cloud takes all that there is.
  public void acknowledgeAll(Store store) {
    for (Stream stream : Stream.values()) {
      PromisedLane lane = lane(stream);
      read(store, stream, Integer.MAX_VALUE);
      lane.cloudHas(store.durableSeq(stream));
      store.acknowledge(stream, lane.cloudCursor());
    }
  }

  /// Reads what the cloud does not have and checks it.
  private void read(Store store, Stream stream, int maxEntries) {
    PromisedLane lane = lane(stream);
    long acknowledged = store.depth(stream).acknowledgedSeq();
    if (acknowledged > lane.cloudCursor()) {
      throw lane.broken(
          Kind.LOST, "acknowledged is " + acknowledged + ", the cloud has " + lane.cloudCursor());
    }
    long expected = lane.cloudCursor() + 1;
    long highest = lane.lastNumber();
    for (Stored stored : stored(store, lane, stream, expected, maxEntries)) {
      if (stored.seq() != expected) {
        throw lane.broken(Kind.REORDERED, "expected " + expected + ", read " + stored.seq());
      }
      long number = number(lane, stream, stored);
      if (number != PromisedLane.GAP) {
        if (number <= highest) {
          throw lane.broken(
              number == highest ? Kind.DUPLICATED : Kind.REORDERED,
              number + " is read after " + highest);
        }
        highest = number;
      }
      expected += stored.span();
    }
    if (maxEntries == Integer.MAX_VALUE) {
      lane.endsAt(expected - 1);
      checkCount(store, lane, stream);
    }
  }

  private long number(PromisedLane lane, Stream stream, Stored stored) {
    if (NumberedEntries.entry(stored) instanceof Gap gap) {
      if (gap.count() != stored.span()) {
        throw lane.broken(
            Kind.MISCOUNTED, "a gap of " + stored.span() + " says that it is of " + gap.count());
      }
      boolean givenUp = sheds && stream == Stream.TELEMETRY && !gap.reason().equals("corrupt");
      lane.readsGap(stored.seq(), stored.seq() + stored.span() - 1, givenUp);
      return PromisedLane.GAP;
    }
    long number = NumberedEntries.number(stored);
    lane.reads(stored.seq(), number);
    return number;
  }

  private void checkCount(Store store, PromisedLane lane, Stream stream) {
    long counted = store.depth(stream).shed();
    boolean right = failing ? counted >= lane.shed() : counted == lane.shed();
    if (!right) {
      throw lane.broken(
          Kind.MISCOUNTED, counted + " entries are counted as given up, they are " + lane.shed());
    }
  }

  private static List<Stored> stored(
      Store store, PromisedLane lane, Stream stream, long from, int maxEntries) {
    try {
      return store.read(stream, from, maxEntries, Integer.MAX_VALUE);
    } catch (IOException e) {
      throw lane.broken(Kind.LOST, "the disk can be read, the journal cannot: " + e);
    }
  }

  /// After a start: the cloud says again what it has, as it does when a gateway connects.
  public void reconnect(Store store) {
    for (Stream stream : Stream.values()) {
      store.acknowledge(stream, lane(stream).cloudCursor());
    }
  }

  /// Reads everything and forgets what is settled.
  public void checkAll(Store store) {
    for (Stream stream : Stream.values()) {
      read(store, stream, Integer.MAX_VALUE);
    }
  }
}
