package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
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
import org.khue.gateway.testing.Points;

class AlarmTrackerTest {
  private static final PointSpec CO2 =
      Points.measured("co2", "[ppm]", Duration.ofSeconds(5), Points.EACH);
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

  private static void check(Condition condition, PointSpec point, String steps, String expected) {
    AlarmTracker tracker =
        new AlarmTracker(
            new AlarmRule(
                "rule",
                "climate",
                point.id(),
                condition,
                Duration.ofSeconds(60),
                AlarmRule.Severity.WARNING,
                Map.of(),
                Map.of()));
    List<String> told = new ArrayList<>();
    for (String step : steps.strip().split(" ")) {
      String[] parts = step.split(":");
      Stamp at = new Stamp(0, Long.parseLong(parts[0]) * 1_000_000, 1, ClockState.SYNCED);
      Optional<AlarmChange> change =
          switch (parts[1]) {
            case "tick" -> tracker.tick(at);
            case "bad" -> tracker.sample(Measured.bad(point, "timeout", at));
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
