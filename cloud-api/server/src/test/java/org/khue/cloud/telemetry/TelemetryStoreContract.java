package org.khue.cloud.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.khue.cloud.telemetry.TelemetryStore.Level;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.RawReading;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.TelemetryStore.Window;
import org.khue.contract.Quality;

/// What every [TelemetryStore] does, whatever it is made of.
public abstract class TelemetryStoreContract {
  private static final Instant START =
      Instant.now().minus(5, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);

  protected abstract TelemetryStore store();

  /// Keeps readings as the ingest does, in the order given, which need not be that of time.
  protected abstract void put(Point point, List<RawReading> readings) throws Exception;

  private static RawReading good(Instant at, double value) {
    return new RawReading(at, value, Quality.GOOD, null, true);
  }

  private static Point point(String name, String unit) {
    return new Point("gw-1", "meter", name, unit);
  }

  private static Span hours(int hours) {
    return new Span(START, START.plus(hours, ChronoUnit.HOURS));
  }

  @Test
  void readingsComeBackAsTheyWereInOrderOfTimeHalfOpen() throws Exception {
    Point point = point("as-they-were", "W");
    RawReading failed =
        new RawReading(START.plusSeconds(2), Double.NaN, Quality.BAD, "timeout", true);
    RawReading doubtful =
        new RawReading(START.plusMillis(1_001), -0.1, Quality.UNCERTAIN, "clock", true);
    List<RawReading> all =
        List.of(good(START, 1.5), doubtful, failed, good(START.plusNanos(3_000_001_000L), 1e-300));
    put(point, List.of(all.get(3), all.get(1), all.get(0), all.get(2)));
    assertEquals(all, store().readings(point, hours(1), 0, 10));
    assertEquals(all.subList(1, 3), store().readings(point, hours(1), 1, 2));
    Span before = new Span(START, all.get(3).at());
    assertEquals(all.subList(0, 3), store().readings(point, before, 0, 10));
  }

  @Test
  void readingsOfOneMomentAreAllKeptAndPageInTheSameOrder() throws Exception {
    Point point = point("one-moment", "W");
    put(point, IntStream.range(0, 20).mapToObj(i -> good(START, i % 7)).toList());
    List<RawReading> whole = store().readings(point, hours(1), 0, 100);
    assertEquals(20, whole.size());
    List<RawReading> pieces = new ArrayList<>();
    for (int skip = 0; skip < 20; skip += 3) {
      pieces.addAll(store().readings(point, hours(1), skip, 3));
    }
    assertEquals(whole, pieces);
  }

  @Test
  void windowsOfEveryLevelTellTheSame() throws Exception {
    Point point = point("windows", "W");
    List<RawReading> readings = new ArrayList<>();
    for (int second = 0; second < 3 * 3_600; second += 20) {
      if (second < 3_600 || second >= 7_200) {
        readings.add(good(START.plusSeconds(second), second % 97));
      }
    }
    readings.add(
        new RawReading(START.plusSeconds(4_000), Double.NaN, Quality.BAD, "timeout", true));
    put(point, readings);
    List<Window> expected = new ArrayList<>();
    for (int hour = 0; hour < 3; hour++) {
      Span span = new Span(at(hour), at(hour + 1));
      double[] values =
          readings.stream()
              .filter(one -> !one.at().isBefore(span.from()) && one.at().isBefore(span.to()))
              .mapToDouble(RawReading::value)
              .filter(value -> !Double.isNaN(value))
              .toArray();
      boolean heard = values.length > 0;
      double min = java.util.Arrays.stream(values).min().orElse(Double.NaN);
      double max = java.util.Arrays.stream(values).max().orElse(Double.NaN);
      double sum = java.util.Arrays.stream(values).sum();
      int bad = hour == 1 ? 1 : 0;
      expected.add(new Window(at(hour), values.length, 0, bad, min, max, sum, heard ? 60 : 0));
    }
    Duration step = Duration.ofHours(1);
    assertEquals(expected, store().windows(point, hours(4), step, Level.HOUR));
    assertEquals(expected, store().windows(point, hours(4), step, Level.MINUTE));
    List<Window> raw = store().windows(point, hours(4), step, Level.RAW);
    assertEquals(expected.getFirst().max(), raw.getFirst().max());
    assertEquals(expected.getLast().sum(), raw.getLast().sum());
    Window minute = store().windows(point, hours(1), Duration.ofMinutes(1), Level.MINUTE).get(1);
    assertEquals(new Window(START.plusSeconds(60), 3, 0, 0, 3, 80, 143, 1), minute);
  }

  private static Instant at(int hour) {
    return START.plus(hour, ChronoUnit.HOURS);
  }

  @Test
  void lateReadingsAreInTheNextAnswer() throws Exception {
    Point point = point("late", "W");
    put(point, List.of(good(START.plusSeconds(10), 1)));
    Duration step = Duration.ofHours(1);
    assertEquals(1, store().windows(point, hours(1), step, Level.HOUR).getFirst().count());
    put(point, List.of(good(START.plusSeconds(9), 41)));
    Window both = store().windows(point, hours(1), step, Level.HOUR).getFirst();
    assertEquals(2, both.count());
    assertEquals(41, both.max());
    assertEquals(42, both.sum());
  }

  @Test
  void aPointThatChangedItsUnitIsTwoPointsAndTheNewerIsMeant() throws Exception {
    put(point("changed", "W"), List.of(good(START, 1)));
    put(point("changed", "kW"), List.of(good(START.plusSeconds(1), 2)));
    Optional<Point> newest = store().point("gw-1", "meter", "changed", null);
    assertEquals(Optional.of(point("changed", "kW")), newest);
    assertEquals(
        Optional.of(point("changed", "W")), store().point("gw-1", "meter", "changed", "W"));
    assertEquals(1, store().readings(point("changed", "W"), hours(1), 0, 9).size());
    List<Point> points = store().points("gw-1");
    assertEquals(2, points.stream().filter(one -> one.point().equals("changed")).count());
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertEquals(Optional.empty(), store().point("gw-1", "meter", "none", null));
    assertEquals(List.of(), store().points("gw-none"));
    assertEquals(List.of(), store().readings(point("none", "W"), hours(1), 0, 9));
    assertEquals(
        List.of(), store().windows(point("none", "W"), hours(1), Duration.ofHours(1), Level.HOUR));
    assertTrue(store().reach().raw().isBefore(START));
  }
}
