package org.khue.cloud.telemetry.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.khue.cloud.telemetry.TelemetryQuery.Sample;
import org.khue.cloud.telemetry.TelemetryStore.Span;

class TrianglesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Sample at(int second, double value) {
    return new Sample(START.plusSeconds(second), value);
  }

  private static Span span(int from, int to) {
    return new Span(START.plusSeconds(from), START.plusSeconds(to));
  }

  @Test
  void aPeakSurvivesAndTheEndsStay() {
    List<Sample> flat =
        IntStream.range(0, 10_000).mapToObj(i -> at(i, i == 4_321 ? 99 : Math.sin(i))).toList();
    List<Sample> chosen = Triangles.choose(flat, 50);
    assertEquals(50, chosen.size());
    assertEquals(flat.getFirst(), chosen.getFirst());
    assertEquals(flat.getLast(), chosen.getLast());
    assertTrue(chosen.contains(at(4_321, 99)));
    for (int i = 1; i < chosen.size(); i++) {
      assertTrue(chosen.get(i - 1).at().isBefore(chosen.get(i).at()));
    }
  }

  @Test
  void theLargestTriangleIsChosenByHand() {
    // Buckets of the middle: (1, 2) and (3, 4); the later of each spans the larger triangle.
    List<Sample> six = List.of(at(0, 0), at(1, 1), at(2, 5), at(3, 1), at(4, -6), at(5, 0));
    assertEquals(List.of(at(0, 0), at(2, 5), at(4, -6), at(5, 0)), Triangles.choose(six, 4));
  }

  @Test
  void fewValuesStayAsTheyAre() {
    List<Sample> few = List.of(at(0, 1), at(1, 2), at(2, 3));
    assertEquals(few, Triangles.choose(few, 3));
    assertEquals(List.of(), Triangles.choose(List.of(), 3));
  }

  @Test
  void periodsAreJoinedCutAndTakenFromEachOther() {
    Spans joined = Spans.union(List.of(span(50, 60), span(0, 10), span(5, 20), span(20, 30)));
    assertEquals(List.of(span(0, 30), span(50, 60)), joined.parts());
    assertEquals(List.of(span(25, 30), span(50, 55)), joined.within(span(25, 55)).parts());
    Spans whole = new Spans(List.of(span(0, 100)));
    assertEquals(List.of(span(30, 50), span(60, 100)), whole.without(joined).parts());
    assertEquals(List.of(), joined.without(whole).parts());
    assertEquals(List.of(span(0, 60)), joined.atMost(1).parts());
    assertEquals(
        List.of(span(0, 3_600), span(7_200, 10_800)),
        Spans.union(List.of(span(10, 20), span(3_000, 3_600), span(7_201, 10_800)))
            .hours()
            .parts());
  }
}
