package org.khue.sim.device.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// The status light of a plug: `LedState`, and a `Backlog` of `LedPower`, `LedState` and `Delay`
/// (Tasmota documentation, Commands). Pauses are passed over.
final class StatusLight {
  private static final int HIGHEST_STATE = 8;

  private int state = 1;
  private int blinks;

  /// @param command in upper case
  /// @return what the plug answers on its result topic; empty for nothing
  synchronized Optional<ObjectNode> reply(String command, String payload) {
    if (command.equals("LEDSTATE")) {
      set(payload.strip());
      return Optional.of(JsonNodeFactory.instance.objectNode().put("LedState", state));
    }
    for (String each : payload.split(";", 60)) {
      String[] words = each.strip().toUpperCase(Locale.ROOT).split("\\s+", 2);
      switch (words[0]) {
        case "LEDSTATE" -> set(words.length > 1 ? words[1] : "");
        case "LEDPOWER" -> power(words.length > 1 && words[1].equals("1"));
        default -> {} // `Delay`, and what it does not know.
      }
    }
    return Optional.of(JsonNodeFactory.instance.objectNode().put("LedState", state));
  }

  private void set(String number) {
    if (number.matches("[0-8]")) {
      state = Integer.parseInt(number);
    }
  }

  /// On sets the state to 8, off to 0.
  private void power(boolean on) {
    state = on ? HIGHEST_STATE : 0;
    if (on) {
      blinks++;
    }
  }

  synchronized int blinks() {
    return blinks;
  }
}
