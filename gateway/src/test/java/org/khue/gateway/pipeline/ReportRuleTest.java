package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.driver.PointSpec.Report;
import org.khue.gateway.testing.Points;

class ReportRuleTest {

  @ParameterizedTest(name = "on-change {0} {1}, every {2} s: {3} -> {4}")
  @CsvSource({
    // a value a second from second 0 on; which of them are reported
    "true, 1, 30, 10 10.5 10.9 11 11.5, 10 11",
    "true, 1, 30, 10 9.5 9.1 9.0,       10 9.0",
    "true, 0, 30, 1 1 2 2 1,            1 2 1",
    "true, 1, 3,  10 10 10 10 10 10 10, 10 10 10",
    "false, 0, 2, 1 2 3 4 5,            1 3 5",
    "false, 0, 0, 1 1 1,                1 1 1",
    "true, 1, 30, 10 NaN NaN 10,        10 NaN 10",
  })
  void valuesAreReportedByTheRule(
      boolean onChange, double deadBand, int everySeconds, String given, String expected) {
    PointSpec point =
        Points.measured(
            "power",
            "W",
            Duration.ofSeconds(1),
            new Report(onChange, deadBand, Duration.ofSeconds(everySeconds)));
    ReportRule rule = new ReportRule(point);
    List<String> reported = new ArrayList<>();
    long second = 0;
    for (String text : given.strip().split(" ")) {
      double value = Double.parseDouble(text);
      Quality quality = Double.isNaN(value) ? Quality.BAD : Quality.GOOD;
      String reason = Double.isNaN(value) ? "timeout" : null;
      Stamp at = new Stamp(0, second++ * 1_000_000, 1, ClockState.SYNCED);
      if (rule.take(new Measured(point, value, quality, reason, at))) {
        reported.add(text);
      }
    }
    assertEquals(List.of(expected.strip().split(" ")), reported);
  }

  @Test
  void aPollThatComesALittleEarlyDoesNotSkipTheHeartbeat() {
    PointSpec point =
        Points.measured(
            "energy", "kW.h", Duration.ofSeconds(30), new Report(false, 0, Duration.ofSeconds(30)));
    ReportRule rule = new ReportRule(point);
    int reported = 0;
    for (long micros : List.of(0L, 29_990_000L, 60_000_000L, 89_990_000L)) {
      Stamp at = new Stamp(0, micros, 1, ClockState.SYNCED);
      if (rule.take(new Measured(point, 7, Quality.GOOD, null, at))) {
        reported++;
      }
    }
    assertEquals(4, reported);
  }
}
