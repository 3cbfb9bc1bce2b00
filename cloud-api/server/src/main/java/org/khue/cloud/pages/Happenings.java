package org.khue.cloud.pages;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.khue.cloud.fleet.DeviceState;
import org.khue.cloud.fleet.Happening;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.fleet.command.CommandWords;
import org.khue.contract.EventKind;
import org.khue.web.i18n.Text;

/// Events in one line each.
public final class Happenings {
  /// @param machine the moment for programs
  public record Line(String time, String machine, String sentence) {}

  private Happenings() {}

  static List<Line> lines(Text text, Room room, List<Happening> happenings) {
    Map<String, String> alarms = new HashMap<>();
    for (Happening happening : happenings) {
      if (happening.kind().equals(EventKind.ALARM_RAISED)) {
        alarms.put(string(happening.details(), "alarm"), message(text, happening.details()));
      }
    }
    return happenings.stream()
        .map(happening ->
            new Line(
                text.moment(happening.at()),
                text.machine(happening.at()),
                sentence(text, room, happening, alarms)))
        .toList();
  }

  private static String sentence(
      Text text, Room room, Happening happening, Map<String, String> alarms) {
    Map<String, Object> details = happening.details();
    String device =
        happening.device().isEmpty()
            ? text.t("event.the-room")
            : room.device(happening.device())
                .map(known -> text.name(known.name(), known.id()))
                .orElse(happening.device());
    return switch (happening.kind()) {
      case EventKind.GATEWAY_STARTED ->
          text.t("event.gateway-started", "version", string(details, "version"));
      case EventKind.DEVICE_STATE ->
          text.t("event.device-state", "device", device, "state", phase(text, details));
      case EventKind.CARD_TAP -> text.t("event.card-tap", "device", device);
      case EventKind.STATE_CHANGED ->
          text.t(
              "event.state-changed",
              "device",
              device,
              "from",
              Words.state(text, string(details, "from")),
              "to",
              Words.state(text, string(details, "to")));
      case EventKind.USE_STARTED ->
          text.t(
              "event.use-started",
              "device",
              device,
              "evidence",
              Words.evidence(text, List.of(string(details, "evidence"))));
      case EventKind.USE_ENDED ->
          text.t("event.use-ended", "device", device, "length", length(text, details));
      case EventKind.ALARM_RAISED -> text.t("event.alarm-raised", "alarm", message(text, details));
      case EventKind.ALARM_ACKNOWLEDGED ->
          text.t(
              "event.alarm-acknowledged",
              "alarm",
              alarms.getOrDefault(string(details, "alarm"), string(details, "alarm")));
      case EventKind.ROLL_CALL_STARTED ->
          text.t("event.roll-call-started", "class", string(details, "class"));
      case EventKind.ROLL_CALL_ENDED ->
          text.t(
              "event.roll-call-ended",
              "class",
              string(details, "class"),
              "present",
              string(details, "present"),
              "absent",
              string(details, "absent").isEmpty() ? "0" : string(details, "absent"));
      case EventKind.ALARM_CLEARED ->
          text.t(
              "event.alarm-cleared",
              "alarm",
              alarms.getOrDefault(string(details, "alarm"), string(details, "alarm")),
              "length",
              length(text, details));
      case EventKind.COMMAND_ENDED ->
          text.t(
              "event.command-ended",
              "device",
              device,
              "outcome",
              CommandWords.outcome(text, string(details, "outcome")));
      case EventKind.INTERLOCK_TRIPPED ->
          text.t("event.interlock-tripped", "device", device, "why", byLanguage(text, details));
      case EventKind.INTERLOCK_RELEASED ->
          text.t("event.interlock-released", "device", device, "length", length(text, details));
      default -> happening.kind();
    };
  }

  private static String phase(Text text, Map<String, Object> details) {
    String to = string(details, "to");
    for (var phase : DeviceState.Phase.values()) {
      if (phase.name().equalsIgnoreCase(to)) {
        String reason = Words.reason(text, string(details, "reason"));
        String word = Words.phase(text, phase);
        return reason.isEmpty() ? word : word + " (" + reason + ")";
      }
    }
    return to;
  }

  private static String message(Text text, Map<String, Object> details) {
    String own = byLanguage(text, details);
    return own.isEmpty() ? string(details, "alarm") : own;
  }

  /// The message in the reader's language; empty if there is none.
  private static String byLanguage(Text text, Map<String, Object> details) {
    return details.get("message") instanceof Map<?, ?> byLanguage
        ? Objects.toString(byLanguage.get(text.language().code()), "")
        : "";
  }

  private static String length(Text text, Map<String, Object> details) {
    double seconds = details.get("seconds") instanceof Number number ? number.doubleValue() : 0;
    return text.duration(Duration.ofSeconds(Math.round(seconds)));
  }

  private static String string(Map<String, Object> details, String key) {
    return Objects.toString(details.get(key), "");
  }
}
