package org.khue.cloud.equipment.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A set of moments, as the fewest intervals: sorted, none empty, no two touching.
///
/// All operations are exact; no rounding to minutes happens here.
public final class Intervals {
  public static final Intervals NONE = new Intervals(List.of());

  private final List<Interval> parts;

  private Intervals(List<Interval> parts) {
    this.parts = parts;
  }

  /// The union of any intervals, in any order, overlapping or not.
  public static Intervals union(Collection<Interval> any) {
    List<Interval> sorted =
        any.stream()
            .filter(interval -> !interval.isEmpty())
            .sorted(Comparator.comparing(Interval::start))
            .toList();
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || next.start().isAfter(last.end())) {
        merged.add(next);
      } else if (next.end().isAfter(last.end())) {
        merged.set(merged.size() - 1, new Interval(last.start(), next.end()));
      }
    }
    return new Intervals(List.copyOf(merged));
  }

  /// One interval as a set.
  public static Intervals of(Interval interval) {
    return union(List.of(interval));
  }

  /// The moments that are in both.
  public Intervals intersect(Intervals other) {
    List<Interval> common = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    while (mine < parts.size() && theirs < other.parts.size()) {
      Interval a = parts.get(mine);
      Interval b = other.parts.get(theirs);
      Instant start = a.start().isAfter(b.start()) ? a.start() : b.start();
      Instant end = a.end().isBefore(b.end()) ? a.end() : b.end();
      if (start.isBefore(end)) {
        common.add(new Interval(start, end));
      }
      if (a.end().isBefore(b.end())) {
        mine++;
      } else {
        theirs++;
      }
    }
    return new Intervals(List.copyOf(common));
  }

  /// The intervals, in order.
  public List<Interval> parts() {
    return parts;
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /// The sum of the lengths.
  public Duration total() {
    Duration total = Duration.ZERO;
    for (Interval part : parts) {
      total = total.plus(part.length());
    }
    return total;
  }

  /// The whole minutes of each interval, those of the clock: what is cut off at an end is left out.
  public List<Interval> wholeMinutes() {
    List<Interval> whole = new ArrayList<>();
    for (Interval part : parts) {
      Instant start = part.start().minusNanos(1).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
      Instant end = part.end().truncatedTo(ChronoUnit.MINUTES);
      if (start.isBefore(end)) {
        whole.add(new Interval(start, end));
      }
    }
    return whole;
  }

  /// Whether the moment is in the set.
  public boolean contains(Instant moment) {
    return parts.stream()
        .anyMatch(part -> !moment.isBefore(part.start()) && moment.isBefore(part.end()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Intervals that && that.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
