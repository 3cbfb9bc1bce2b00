package org.khue.driver.pjlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PowerWatchTest {
  private final PowerWatch watch = new PowerWatch();

  private String vietnamese(PowerState state, long second) {
    return watch.busy(state, second * 1_000_000).said().getOrDefault("vi", "");
  }

  private void saw(PowerState state, long second) {
    watch.saw(state, second * 1_000_000);
  }

  @Test
  void theFirstTimeItIsNotKnownHowLongItCools() {
    saw(PowerState.ON, 0);
    saw(PowerState.COOLING, 10);
    assertEquals(
        "Máy chiếu đang nguội, thử lại khi máy đã nguội.", vietnamese(PowerState.COOLING, 20));
  }

  @Test
  void fromThenOnItSaysHowLongItWillStillCool() {
    saw(PowerState.ON, 0);
    saw(PowerState.COOLING, 10);
    saw(PowerState.COOLING, 30);
    saw(PowerState.OFF, 70);
    saw(PowerState.WARMING, 80);
    saw(PowerState.ON, 95);
    saw(PowerState.COOLING, 100);
    assertEquals(
        "Máy chiếu đang nguội, thử lại sau khoảng 40 giây.", vietnamese(PowerState.COOLING, 120));
    assertEquals(
        "Máy chiếu đang nguội, thử lại khi máy đã nguội.", vietnamese(PowerState.COOLING, 161));
  }

  @Test
  void aCoolingWhoseBeginningWasNotSeenTeachesNothing() {
    saw(PowerState.COOLING, 0);
    saw(PowerState.OFF, 5);
    saw(PowerState.WARMING, 10);
    saw(PowerState.ON, 20);
    saw(PowerState.COOLING, 30);
    assertEquals(
        "Máy chiếu đang nguội, thử lại khi máy đã nguội.", vietnamese(PowerState.COOLING, 31));
    saw(PowerState.OFF, 60);
    saw(PowerState.WARMING, 70);
    assertEquals(
        "Máy chiếu đang khởi động, thử lại sau khoảng 10 giây.",
        vietnamese(PowerState.WARMING, 70));
  }
}
