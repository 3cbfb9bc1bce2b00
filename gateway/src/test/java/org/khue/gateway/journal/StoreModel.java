package org.khue.gateway.journal;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;

/// What a store has promised, held against what it answers, over restarts and failures.
final class StoreModel {
  private final RandomGenerator random;
  private final boolean sheds;
  private final Map<Stream, Lane> lanes = new EnumMap<>(Stream.class);
  private long nextNumber = 1;

  StoreModel(RandomGenerator random) {
    this(random, false);
  }

  /// @param sheds whether confirmed readings may later be given up, counted
  StoreModel(RandomGenerator random, boolean sheds) {
    this.random = random;
    this.sheds = sheds;
    for (Stream stream : Stream.values()) {
      lanes.put(stream, new Lane());
    }
  }

  /// One stream's promises.
  private static final class Lane {
    /// What was confirmed, by sequence number.
    final Map<Long, Long> confirmed = new HashMap<>();

    /// What was seen by a reader, by sequence number; -1 for a gap.
    final Map<Long, Long> seen = new HashMap<>();

    /// What was tried and neither confirmed nor refused for certain.
    final Set<Long> doubtful = new HashSet<>();

    long highestKnown;
    long cloudCursor;
  }

  Lane lane(Stream stream) {
    return java.util.Objects.requireNonNull(lanes.get(stream));
  }

  /// Does something at random.
  void step(Store store) {
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
  boolean commit(Store store, Stream stream, int count) {
    Lane lane = lane(stream);
    long firstNumber = nextNumber;
    nextNumber += count;
    for (int i = 0; i < count; i++) {
      lane.doubtful.add(firstNumber + i);
    }
    final long seq;
    try {
      seq = store.commit(stream, Samples.group(stream, firstNumber, count));
    } catch (IOException refused) {
      return false;
    }
    check(seq > lane.highestKnown, stream, () -> "number " + seq + " is given a second time");
    for (int i = 0; i < count; i++) {
      lane.confirmed.put(seq + i, firstNumber + i);
    }
    lane.highestKnown = seq + count - 1;
    return true;
  }

  private void acknowledge(Store store, Stream stream) {
    Lane lane = lane(stream);
    long waiting = store.durableSeq(stream) - lane.cloudCursor;
    if (waiting > 0) {
      int count = (int) random.nextLong(waiting + 1);
      // The cloud can only have what it was sent.
      read(store, stream, count);
      lane.cloudCursor += count;
      store.acknowledge(stream, lane.cloudCursor);
    }
  }

  /// Reads what the cloud does not have and checks it.
  ///
  /// @return how many numbers came as gaps
  long read(Store store, Stream stream, int maxEntries) {
    Lane lane = lane(stream);
    long acknowledged = store.depth(stream).acknowledgedSeq();
    check(
        acknowledged <= lane.cloudCursor,
        stream,
        () -> "acknowledged is " + acknowledged + ", the cloud has " + lane.cloudCursor);
    long expected = lane.cloudCursor + 1;
    long gaps = 0;
    for (Stored stored : stored(store, stream, expected, maxEntries)) {
      long wanted = expected;
      check(stored.seq() == wanted, stream, () -> "expected " + wanted + ", read " + stored.seq());
      long number = Samples.number(stored);
      for (long seq = stored.seq(); seq < stored.seq() + stored.span(); seq++) {
        checkEntry(lane, stream, seq, number);
      }
      gaps += number < 0 ? stored.span() : 0;
      expected += stored.span();
    }
    if (maxEntries == Integer.MAX_VALUE) {
      checkAllConfirmed(lane, stream, expected);
    }
    return gaps;
  }

  private static List<Stored> stored(Store store, Stream stream, long from, int maxEntries) {
    try {
      return store.read(stream, from, maxEntries, Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new AssertionError("the disk can be read", e);
    }
  }

  private void checkEntry(Lane lane, Stream stream, long seq, long number) {
    if (number < 0 && sheds && stream == Stream.TELEMETRY) {
      lane.confirmed.remove(seq);
      lane.seen.remove(seq);
    }
    Long promised = lane.confirmed.get(seq);
    if (promised != null) {
      check(
          number == promised,
          stream,
          () -> seq + " was confirmed as " + promised + ", is " + number);
    } else if (number >= 0) {
      check(
          lane.doubtful.contains(number), stream, () -> seq + " is " + number + ", never written");
    }
    Long before = lane.seen.put(seq, number);
    check(
        before == null || before == number,
        stream,
        () -> seq + " was read as " + before + " and now as " + number);
    lane.highestKnown = Math.max(lane.highestKnown, seq);
  }

  private static void checkAllConfirmed(Lane lane, Stream stream, long readUpTo) {
    for (long seq : lane.confirmed.keySet()) {
      check(
          seq <= lane.cloudCursor || seq < readUpTo,
          stream,
          () -> seq + " was confirmed and is lost");
    }
  }

  /// Reads everything and forgets what is settled.
  void checkAll(Store store) {
    for (Stream stream : Stream.values()) {
      read(store, stream, Integer.MAX_VALUE);
      Lane lane = lane(stream);
      lane.doubtful.clear();
      lane.doubtful.addAll(lane.seen.values());
      lane.confirmed.keySet().removeIf(seq -> seq <= lane.cloudCursor);
      lane.seen.keySet().removeIf(seq -> seq <= lane.cloudCursor);
    }
  }

  private static void check(boolean holds, Stream stream, Supplier<String> message) {
    if (!holds) {
      throw new AssertionError(stream.wireName() + ": " + message.get());
    }
  }
}
