package org.khue.sim.device.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The auto-off timer of Tasmota (documentation: Commands, PulseTime): 1 to 111 are tenths of a
/// second, 112 and more are seconds + 100, 0 is no timer. Setting it starts it anew, as does
/// switching on; neither does setting it switch on.
final class PulseTime {
  private static final int TENTHS = 111;
  private static final int HIGHEST = 64_900;

  private final String topic;
  private int set;
  private @Nullable Duration offAt;

  PulseTime(String topic) {
    this.topic = topic;
  }

  /// Answers the command; a payload that is no such number only asks.
  synchronized Message told(String payload, Duration now) {
    if (payload.matches("[0-9]{1,5}") && Integer.parseInt(payload) <= HIGHEST) {
      set = Integer.parseInt(payload);
      start(now);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Duration until = offAt;
    body.putObject("PulseTime1")
        .put("Set", set)
        .put("Remaining", until == null ? 0 : units(until.minus(now)));
    return Message.of("stat/" + topic + "/RESULT", body.toString());
  }

  synchronized void switched(boolean on, Duration now) {
    if (on) {
      start(now);
    } else {
      offAt = null;
    }
  }

  /// Whether it has just run out.
  synchronized boolean over(Duration now) {
    boolean over = offAt != null && now.compareTo(offAt) >= 0;
    if (over) {
      offAt = null;
    }
    return over;
  }

  private void start(Duration now) {
    offAt = set == 0 ? null : now.plus(length());
  }

  private Duration length() {
    return set <= TENTHS ? Duration.ofMillis(100L * set) : Duration.ofSeconds(set - 100L);
  }

  private static long units(Duration left) {
    long tenths = Math.max(0, left.toMillis() / 100);
    return tenths <= TENTHS ? tenths : left.toSeconds() + 100;
  }
}
