package org.khue.cloud.equipment.utilisation.model;

import java.time.Instant;
import java.util.BitSet;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;

/// The minutes in which something was heard.
///
/// @param from a whole minute, that of bit 0
/// @param bits a set bit for each minute
public record Minutes(Instant from, BitSet bits) {
  /// None.
  public static final Minutes NONE = new Minutes(Instant.EPOCH, new BitSet());

  /// The minutes in which one or the other was heard; both begin with the same minute.
  public Minutes or(Minutes other) {
    if (bits.isEmpty()) {
      return other;
    }
    if (!other.bits.isEmpty() && !other.from.equals(from)) {
      throw new IllegalArgumentException("minutes from " + from + " and from " + other.from);
    }
    BitSet both = (BitSet) bits.clone();
    both.or(other.bits);
    return new Minutes(from, both);
  }

  /// Those of them that lie wholly within these times.
  public Minutes within(Intervals times) {
    BitSet there = new BitSet();
    for (Interval part : times.wholeMinutes()) {
      long first = Math.max(0, bit(part.start()));
      long end = Math.min(bit(part.end()), bits.length());
      if (first < end) {
        there.set((int) first, (int) end);
      }
    }
    there.and(bits);
    return new Minutes(from, there);
  }

  private long bit(Instant minute) {
    return (minute.getEpochSecond() - from.getEpochSecond()) / 60;
  }

  /// How many of the whole minutes of these times are among them.
  public int in(Intervals times) {
    int heard = 0;
    for (Interval part : times.wholeMinutes()) {
      long first = Math.max(0, bit(part.start()));
      long end = Math.min(bit(part.end()), bits.length());
      if (first < end) {
        heard += bits.get((int) first, (int) end).cardinality();
      }
    }
    return heard;
  }
}
