package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.driver.Sample;
import org.khue.driver.Value;
import org.khue.gateway.testing.Points;

class ConversionTest {
  private static final Stamp AT = new Stamp(1, 2, 3, ClockState.SYNCED);
  private static final PointSpec TEMPERATURE = Points.ranged("temperature", -20, 60);
  private static final PointSpec SWITCH = Points.states("switch", Duration.ZERO);

  @ParameterizedTest
  @CsvSource({
    // raw × 0.1 + 5, plausible from -20 to 60
    "200,   25,   GOOD, ",
    "-250, -20,   GOOD, ",
    "-251, -20.1, BAD,  out-of-range",
    "551,  60.1,  BAD,  out-of-range",
    "NaN,  NaN,   BAD,  not-a-number",
    "Infinity, NaN, BAD, not-a-number",
  })
  void aNumberIsScaledAndChecked(double raw, double value, Quality quality, String reason) {
    check(TEMPERATURE, new Value.Num(raw), value, quality, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 25, GOOD, ",
    "' 200 ', 25, GOOD, ",
    "warm, NaN, BAD, not-a-number",
  })
  void aWordOfAMeasuredPointMustBeANumber(
      String raw, double value, Quality quality, String reason) {
    check(TEMPERATURE, new Value.Text(raw), value, quality, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "on, 1, GOOD, ",
    "OFF, 0, GOOD, ",
    "1, 1, GOOD, ",
    "2, 2, BAD, unknown-state",
    "blinking, NaN, BAD, unknown-state",
  })
  void aStateIsMatchedByNameOrNumber(String raw, double value, Quality quality, String reason) {
    check(SWITCH, new Value.Text(raw), value, quality, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "BAD, sensor-error, BAD, sensor-error, NaN",
    "BAD, , BAD, device, NaN",
    "UNCERTAIN, warming, UNCERTAIN, warming, 25",
    "UNCERTAIN, , UNCERTAIN, device, 25",
  })
  void theDevicesOwnDoubtIsKept(
      org.khue.driver.Quality told, String why, Quality quality, String reason, double value) {
    Sample sample = new Sample("temperature", new Value.Num(200), told, why, 1, 2);
    Measured measured = Conversion.convert(TEMPERATURE, sample, AT);
    assertEquals(new Measured(TEMPERATURE, value, quality, reason, AT), measured);
  }

  private static void check(
      PointSpec point, Value raw, double value, Quality quality, String reason) {
    Sample sample = new Sample(point.id(), raw, org.khue.driver.Quality.GOOD, null, 1, 2);
    Measured measured = Conversion.convert(point, sample, AT);
    assertEquals(value, measured.value(), 1e-9);
    assertEquals(quality, measured.quality());
    assertEquals(reason, measured.reason());
  }
}
