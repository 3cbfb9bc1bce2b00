package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.gateway.config.AlarmRule;
import org.khue.gateway.config.AlarmRule.Condition;
import org.khue.gateway.config.Schedule;
import org.khue.gateway.testing.Points;

class AlarmTrackerTest {
  private static final PointSpec CO2 =
      Points.measured("co2", "[ppm]", Duration.ofSeconds(5), Points.EACH);
  private static final long MONDAY_0659 =
      Instant.parse("2026-11-22T23:59:00Z").getEpochSecond() * 1_000_000;
  private static final PointSpec DOOR = Points.states("door", Duration.ZERO);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "raised after holding, once   | 0:1000 30:1200 60:1200 90:1300 | raised@60",
        "a dip begins it anew         | 0:1200 30:999 31:1200 90:1200 91:1200 | raised@91",
        "inside the hysteresis it stays | 0:1200 60:1200 70:950 80:900 | raised@60",
        "cleared below, once          | 0:1200 60:1200 70:899 80:800 | raised@60 cleared@70",
        "raised again after a clear   | 0:1200 60:1200 70:800 80:1200 140:1200 | raised@60 cleared@70 raised@140",
        "time alone raises it         | 0:1200 60:tick | raised@60",
        "but not while values are BAD | 0:1200 10:bad 60:tick 70:1200 | raised@70",
        "BAD does not clear           | 0:1200 60:1200 70:bad 80:bad | raised@60",
      })
  void aHighValue(String name, String steps, String expected) {
    check(new Condition.Above(1_000, 900), CO2, steps, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "low      | 0:400 60:390 70:450 80:451 | raised@60 cleared@80",
        "not low  | 0:401 60:401 |",
      })
  void aLowValue(String name, String steps, String expected) {
    check(new Condition.Below(400, 450), CO2, steps, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "left open | 0:1 60:tick 70:0 | raised@60 cleared@70",
        "closed in time | 0:1 59:0 60:tick |",
      })
  void aState(String name, String steps, String expected) {
    check(new Condition.InStates(Set.of("ON")), DOOR, steps, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "away for long enough | 0:bad 30:bad 60:tick 70:bad 80:400 | raised@60 cleared@80",
        "back in time         | 0:bad 59:400 60:tick |",
      })
  void aMissingValue(String name, String steps, String expected) {
    check(new Condition.Missing(), CO2, steps, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stands still | 0:stuck 30:stuck 60:stuck 70:401 | raised@60 cleared@70",
        "away is not still | 0:stuck 30:bad 60:tick |",
      })
  void aStuckValue(String name, String steps, String expected) {
    check(new Condition.Stuck(), CO2, steps, expected);
  }

  /// The hours are 07:00 to 08:00; the steps count from 06:59.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "before its hours nothing; they count from their beginning | 0:1 30:tick 59:tick 118:tick 120:tick | raised@120",
        "cleared when its hours end | 90:1 150:tick 3660:tick | raised@150 cleared@3660",
        "and not raised after them | 3661:1 3800:tick |",
      })
  void aStateInItsHours(String name, String steps, String expected) {
    Schedule hours = new Schedule(Set.of(DayOfWeek.MONDAY), LocalTime.of(7, 0), LocalTime.of(8, 0));
    check(new Condition.InStates(Set.of("on")), hours, DOOR, steps, expected);
  }

  private static void check(Condition condition, PointSpec point, String steps, String expected) {
    check(condition, Schedule.ALWAYS, point, steps, expected);
  }

  private static void check(
      Condition condition, Schedule during, PointSpec point, String steps, String expected) {
    AlarmTracker tracker =
        new AlarmTracker(
            new AlarmRule(
                "rule",
                "climate",
                point.id(),
                condition,
                Duration.ofSeconds(60),
                during,
                AlarmRule.Severity.WARNING,
                Map.of(),
                Map.of(),
                Map.of()));
    List<String> told = new ArrayList<>();
    for (String step : steps.strip().split(" ")) {
      String[] parts = step.split(":");
      long micros = Long.parseLong(parts[0]) * 1_000_000;
      Stamp at = new Stamp(MONDAY_0659 + micros, micros, 1, ClockState.SYNCED);
      Optional<AlarmChange> change =
          switch (parts[1]) {
            case "tick" -> tracker.tick(at);
            case "bad" -> tracker.sample(Measured.bad(point, "timeout", at));
            case "stuck" ->
                tracker.sample(new Measured(point, 400, Quality.UNCERTAIN, StuckCheck.REASON, at));
            default ->
                tracker.sample(
                    new Measured(point, Double.parseDouble(parts[1]), Quality.GOOD, null, at));
          };
      change.ifPresent(some ->
          told.add((some instanceof AlarmChange.Raised ? "raised@" : "cleared@") + parts[0]));
    }
    assertEquals(expected == null ? "" : expected, String.join(" ", told));
  }
}
