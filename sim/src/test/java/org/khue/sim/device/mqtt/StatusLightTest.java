package org.khue.sim.device.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StatusLightTest {
  private final StatusLight light = new StatusLight();

  private String say(String command, String payload) {
    return light.reply(command, payload).orElseThrow().toString();
  }

  @Test
  void itsSettingIsAskedForAndSet() {
    assertEquals("{\"LedState\":1}", say("LEDSTATE", ""));
    assertEquals("{\"LedState\":3}", say("LEDSTATE", "3"));
    assertEquals("{\"LedState\":3}", say("LEDSTATE", "9"));
  }

  @Test
  void aBacklogBlinksAndPutsTheSettingBack() {
    assertEquals(
        "{\"LedState\":1}",
        say("BACKLOG", "LedPower 1; Delay 5; LedPower 0; Delay 5; LedPower 1; LedState 1"));
    assertEquals(2, light.blinks());
  }

  @Test
  void takingTheLightChangesItsSetting() {
    assertEquals("{\"LedState\":0}", say("BACKLOG", "LedPower 1; LedPower 0"));
  }
}
