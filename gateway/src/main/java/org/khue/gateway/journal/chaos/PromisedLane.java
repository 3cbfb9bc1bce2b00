package org.khue.gateway.journal.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.khue.contract.Stream;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// What a journal has promised about one stream, by sequence number.
final class PromisedLane {
  /// Stands for a gap where an entry's number is expected.
  static final long GAP = -1;

  private final Stream stream;

  /// What was confirmed: sequence number → the entry's own number.
  private final Map<Long, Long> confirmed = new HashMap<>();

  /// What a reader saw, or [#GAP].
  private final Map<Long, Long> seen = new HashMap<>();

  /// Own numbers of all that was tried. What was not confirmed may appear, even much later: a
  /// segment that hid it can vanish as long as nothing in it was confirmed.
  private final Set<Long> tried = new HashSet<>();

  private long highestKnown;
  private long cloudCursor;
  private long lastNumber = GAP;
  private long shed;
  private long shedUpTo;

  PromisedLane(Stream stream) {
    this.stream = stream;
  }

  long cloudCursor() {
    return cloudCursor;
  }

  /// How many numbers were read as given up.
  long shed() {
    return shed;
  }

  void cloudHas(long upTo) {
    for (long seq = cloudCursor + 1; seq <= upTo; seq++) {
      lastNumber = Math.max(lastNumber, seen.getOrDefault(seq, GAP));
    }
    cloudCursor = upTo;
  }

  /// The own number of the newest entry that the cloud has.
  long lastNumber() {
    return lastNumber;
  }

  void tries(long firstNumber, int count) {
    for (int i = 0; i < count; i++) {
      tried.add(firstNumber + i);
    }
  }

  void confirms(long firstSeq, long firstNumber, int count) {
    if (firstSeq <= highestKnown) {
      throw broken(Kind.DUPLICATED, "number " + firstSeq + " is given a second time");
    }
    for (int i = 0; i < count; i++) {
      confirmed.put(firstSeq + i, firstNumber + i);
    }
    highestKnown = firstSeq + count - 1;
  }

  /// An entry was read.
  void reads(long seq, long number) {
    Long promised = confirmed.get(seq);
    if (promised == null) {
      if (!tried.contains(number)) {
        throw broken(Kind.INVENTED, seq + " is " + number + ", never written");
      }
    } else if (promised != number) {
      throw broken(Kind.INVENTED, seq + " was confirmed as " + promised + ", is " + number);
    }
    sees(seq, number);
  }

  /// A gap was read.
  ///
  /// @param givenUp whether on purpose, for want of room
  void readsGap(long fromSeq, long toSeq, boolean givenUp) {
    for (long seq = fromSeq; seq <= toSeq; seq++) {
      if (givenUp) {
        confirmed.remove(seq);
        seen.remove(seq);
      } else if (confirmed.containsKey(seq)) {
        throw broken(Kind.LOST, seq + " was confirmed as " + confirmed.get(seq) + " and is lost");
      }
      sees(seq, GAP);
    }
    if (givenUp) {
      shed += Math.max(0, toSeq - Math.max(fromSeq - 1, shedUpTo));
      shedUpTo = Math.max(shedUpTo, toSeq);
    }
  }

  private void sees(long seq, long number) {
    Long before = seen.put(seq, number);
    if (before != null && before != number) {
      throw broken(Kind.INVENTED, seq + " was read as " + before + " and now as " + number);
    }
    highestKnown = Math.max(highestKnown, seq);
  }

  /// All was read, up to there.
  void endsAt(long upTo) {
    for (long seq : confirmed.keySet()) {
      if (seq > cloudCursor && seq > upTo) {
        throw broken(Kind.LOST, seq + " was confirmed and is lost");
      }
    }
    confirmed.keySet().removeIf(seq -> seq <= cloudCursor);
    seen.keySet().removeIf(seq -> seq <= cloudCursor);
  }

  BrokenPromise broken(Kind kind, String message) {
    return new BrokenPromise(kind, stream.wireName() + ": " + message);
  }
}
