package org.khue.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "90s,PT1M30S", "5m,PT5M", "1h,PT1H"})
  void eachUnitIsRead(String text, Duration expected) {
    assertEquals(expected, Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "-5s", "1.5s", "10 s", "99999999999s"})
  void anythingElseIsRefusedWithAnExample(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).contains("90s"));
  }

  @Test
  void optionsOutOfRangeNameTheRange() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DemoOptions(0, 10, java.nio.file.Path.of("x"), 0, 1));
    assertTrue(String.valueOf(refused.getMessage()).contains("1 to 40"));
  }
}
