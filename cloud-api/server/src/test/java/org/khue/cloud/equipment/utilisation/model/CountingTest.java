package org.khue.cloud.equipment.utilisation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;

/// What is counted, checked on random days against the plain definition: a bit for each second.
class CountingTest {
  private static final int RUNS = 1_500;
  private static final int SECONDS = 1_800;
  private static final long START = 1_795_482_000L; // a whole minute

  private static Interval any(Random random) {
    int from = random.nextInt(SECONDS);
    int to = from + random.nextInt(SECONDS - from + 1);
    return new Interval(at(from), at(to));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(START + second);
  }

  private static Intervals some(Random random, int most) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      intervals.add(any(random));
    }
    return Intervals.union(intervals);
  }

  private static BitSet seconds(Intervals intervals) {
    BitSet bits = new BitSet();
    for (int second = 0; second < SECONDS; second++) {
      if (intervals.contains(at(second))) {
        bits.set(second);
      }
    }
    return bits;
  }

  private static BitSet both(BitSet a, BitSet b) {
    BitSet common = (BitSet) a.clone();
    common.and(b);
    return common;
  }

  @Test
  void everyMeasureIsTheCountOfItsSeconds() {
    boolean anyUse = false;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      Interval slot = any(random);
      Intervals counted = some(random, 3);
      Intervals booked = some(random, 3);
      Intervals used = some(random, 5);
      BitSet heard = new BitSet();
      for (int minute = 0; minute < SECONDS / 60; minute++) {
        heard.set(minute, random.nextInt(4) > 0);
      }
      List<SlotFact> facts =
          Counting.day(
              List.of(new Slot(3, slot)),
              counted,
              booked,
              used,
              new Minutes(Instant.ofEpochSecond(START), heard));
      BitSet available = both(seconds(counted), seconds(Intervals.of(slot)));
      if (available.isEmpty()) {
        assertTrue(facts.isEmpty(), "seed " + seed);
        continue;
      }
      BitSet usedThen = both(seconds(used), available);
      BitSet bookedThen = both(seconds(booked), available);
      BitSet wholeMinutes = new BitSet();
      for (int minute = 0; minute < SECONDS / 60; minute++) {
        wholeMinutes.set(minute, available.get(minute * 60, minute * 60 + 60).cardinality() == 60);
      }
      anyUse |= !usedThen.isEmpty() && !bookedThen.isEmpty();
      assertEquals(
          List.of(
              new SlotFact(
                  3,
                  available.cardinality(),
                  bookedThen.cardinality(),
                  usedThen.cardinality(),
                  both(usedThen, bookedThen).cardinality(),
                  wholeMinutes.cardinality(),
                  both(wholeMinutes, heard).cardinality())),
          facts,
          "seed " + seed);
    }
    assertTrue(anyUse, "no random day had a use and a booking");
  }

  @Test
  void endsAreCutDownToWholeSeconds() {
    Instant from = Instant.parse("2026-11-24T01:00:00.999999Z");
    assertEquals(
        new Interval(Instant.parse("2026-11-24T01:00:00Z"), Instant.parse("2026-11-24T01:00:01Z")),
        Counting.seconds(from, Instant.parse("2026-11-24T01:00:01.000001Z")));
    assertTrue(Counting.seconds(from, from.minusSeconds(5)).isEmpty());
  }

  @Test
  void minutesKeepToWhereTheyWereHeard() {
    BitSet bits = new BitSet();
    bits.set(0, 10);
    Minutes minutes = new Minutes(at(0), bits);
    Intervals there = Intervals.of(new Interval(at(61), at(300)));
    assertEquals(3, minutes.within(there).bits().cardinality());
    assertEquals(3, minutes.in(there));
    assertEquals(0, minutes.in(Intervals.of(new Interval(at(-600), at(0)))));
    assertEquals(10, Minutes.NONE.or(minutes).bits().cardinality());
  }
}
