package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Identity;

/// Who a Tasmota device says it is when asked `Status 2` (firmware) and `Status 5` (network).
/// Source: Tasmota documentation, Commands, Status.
final class TasmotaStatus {
  static final List<String> QUESTIONS = List.of("2", "5");

  private @Nullable JsonNode firmware;
  private @Nullable JsonNode network;

  static String askTopic(String device) {
    return "cmnd/" + device + "/Status";
  }

  static String answerTopic(String device, String question) {
    return "stat/" + device + "/STATUS" + question;
  }

  static boolean isAnswer(@Nullable JsonNode document) {
    return document != null
        && (document.path("StatusFWR").isObject() || document.path("StatusNET").isObject());
  }

  /// Takes an answer.
  synchronized void take(JsonNode answer) {
    if (answer.path("StatusFWR").isObject()) {
      firmware = answer.path("StatusFWR");
    } else {
      network = answer.path("StatusNET");
    }
    notifyAll();
  }

  /// What the answers tell, waiting for both at most so long.
  ///
  /// @param listed what the discovery message tells, which fills what is missing
  synchronized Identity await(Duration patience, @Nullable Identity listed)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); left > 0 && (firmware == null || network == null); ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    Identity known = listed == null ? Identity.UNKNOWN : listed;
    return new Identity(
        "Tasmota",
        known.model().isEmpty() ? text(firmware, "Hardware") : known.model(),
        serial(known.serial().isEmpty() ? text(network, "Mac") : known.serial()),
        version(known.firmware().isEmpty() ? text(firmware, "Version") : known.firmware()));
  }

  private static String text(@Nullable JsonNode node, String member) {
    return node == null ? "" : node.path(member).asText().strip();
  }

  /// Discovery writes the MAC without colons, Status with them.
  static String serial(String mac) {
    return mac.replace(":", "").toUpperCase(Locale.ROOT);
  }

  /// `14.2.0(release-tasmota)` and `14.2.0` are the same.
  static String version(String version) {
    int bracket = version.indexOf('(');
    return bracket < 0 ? version : version.substring(0, bracket);
  }
}
