package org.khue.gateway.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.gateway.testing.Points;

class StuckCheckTest {
  private static final PointSpec TEMPERATURE =
      Points.measured("temperature", "Cel", Duration.ofSeconds(10), Points.EACH);
  private static final StuckCheck.Settings ONE_HOUR =
      new StuckCheck.Settings(Duration.ofHours(1), Set.of("Cel"));

  @Test
  void aValueThatNeverMovesIsDoubtedUntilItMovesAgain() {
    StuckCheck check = new StuckCheck(ONE_HOUR);
    assertEquals(Quality.GOOD, check.check(at(0, 21.5)).quality());
    assertEquals(Quality.GOOD, check.check(at(59, 21.5)).quality());
    Measured doubted = check.check(at(60, 21.5));
    assertEquals(Quality.UNCERTAIN, doubted.quality());
    assertEquals("stuck", doubted.reason());
    assertEquals(Quality.GOOD, check.check(at(61, 21.6)).quality());
    assertEquals(Quality.GOOD, check.check(at(120, 21.6)).quality());
  }

  @Test
  void onlyQuantitiesThatNeverStandStillAreChecked() {
    assertTrue(ONE_HOUR.applies(TEMPERATURE));
    assertFalse(
        ONE_HOUR.applies(Points.measured("lamp", "h", Duration.ofSeconds(10), Points.EACH)));
    assertFalse(ONE_HOUR.applies(Points.states("switch", Duration.ZERO)));
    assertFalse(new StuckCheck.Settings(Duration.ZERO, Set.of("Cel")).applies(TEMPERATURE));
  }

  private static Measured at(long minute, double value) {
    Stamp stamp = new Stamp(0, minute * 60_000_000, 1, ClockState.SYNCED);
    return new Measured(TEMPERATURE, value, Quality.GOOD, null, stamp);
  }
}
