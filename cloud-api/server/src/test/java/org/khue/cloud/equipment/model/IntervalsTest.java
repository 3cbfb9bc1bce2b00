package org.khue.cloud.equipment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The algebra, checked on random sets against the plain definition: a set of seconds.
class IntervalsTest {
  private static final int RUNS = 2_000;
  private static final int SECONDS = 60;

  private static Interval interval(int from, int to) {
    return new Interval(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
  }

  private static List<Interval> any(Random random) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      int from = random.nextInt(SECONDS);
      intervals.add(interval(from, from + random.nextInt(SECONDS - from + 1)));
    }
    return intervals;
  }

  private static boolean in(List<Interval> intervals, int second) {
    Instant moment = Instant.ofEpochSecond(second);
    return intervals.stream()
        .anyMatch(i -> !moment.isBefore(i.start()) && moment.isBefore(i.end()));
  }

  @Test
  void aUnionHoldsExactlyTheMomentsOfItsParts() {
    for (int seed = 0; seed < RUNS; seed++) {
      List<Interval> parts = any(new Random(seed));
      Intervals union = Intervals.union(parts);
      for (int second = -1; second <= SECONDS + 1; second++) {
        assertEquals(
            in(parts, second), union.contains(Instant.ofEpochSecond(second)), "seed " + seed);
      }
    }
  }

  @Test
  void anIntersectionHoldsExactlyTheMomentsOfBoth() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      Intervals a = Intervals.union(any(random));
      Intervals b = Intervals.union(any(random));
      Intervals both = a.intersect(b);
      for (int second = -1; second <= SECONDS + 1; second++) {
        Instant moment = Instant.ofEpochSecond(second);
        assertEquals(
            a.contains(moment) && b.contains(moment), both.contains(moment), "seed " + seed);
      }
      assertEquals(both, b.intersect(a), "seed " + seed);
    }
  }

  @Test
  void totalsAreTheNumberOfMoments() {
    for (int seed = 0; seed < RUNS; seed++) {
      List<Interval> parts = any(new Random(seed));
      long seconds = 0;
      for (int second = 0; second < SECONDS; second++) {
        seconds += in(parts, second) ? 1 : 0;
      }
      assertEquals(Duration.ofSeconds(seconds), Intervals.union(parts).total(), "seed " + seed);
    }
  }

  @Test
  void orderAndRepetitionDoNotMatter() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<Interval> parts = any(random);
      List<Interval> shuffled = new ArrayList<>(parts);
      shuffled.addAll(parts);
      Collections.shuffle(shuffled, random);
      assertEquals(Intervals.union(parts), Intervals.union(shuffled), "seed " + seed);
    }
  }

  @Test
  void partsAreSortedApartAndNotEmpty() {
    for (int seed = 0; seed < RUNS; seed++) {
      List<Interval> parts = Intervals.union(any(new Random(seed))).parts();
      for (int i = 0; i < parts.size(); i++) {
        assertTrue(!parts.get(i).isEmpty(), "seed " + seed);
        assertTrue(i == 0 || parts.get(i - 1).end().isBefore(parts.get(i).start()), "seed " + seed);
      }
    }
  }

  @Test
  void anIntervalCannotEndBeforeItBegins() {
    assertThrows(IllegalArgumentException.class, () -> interval(2, 1));
  }
}
