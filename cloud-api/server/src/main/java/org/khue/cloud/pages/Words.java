package org.khue.cloud.pages;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.khue.cloud.fleet.DeviceState;
import org.khue.contract.ClockState;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// Codes of the wire as words. A code without a word is shown as it is: later gateways know more
/// codes than this cloud.
final class Words {
  private static final Map<String, String> EVIDENCE =
      Map.of(
          "power", "evidence.power",
          "session", "evidence.session",
          "occupancy", "evidence.occupancy",
          "card", "evidence.card");

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("meter", "kind.meter"),
          Map.entry("climate", "kind.climate"),
          Map.entry("projector", "kind.projector"),
          Map.entry("instrument", "kind.instrument"),
          Map.entry("oscilloscope", "kind.oscilloscope"),
          Map.entry("power-supply", "kind.power-supply"),
          Map.entry("card-reader", "kind.card-reader"),
          Map.entry("presence", "kind.presence"),
          Map.entry("plug", "kind.plug"));

  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry("on", "point-state.on"),
          Map.entry("off", "point-state.off"),
          Map.entry("occupied", "point-state.occupied"),
          Map.entry("empty", "point-state.empty"),
          Map.entry("vacant", "point-state.empty"),
          Map.entry("free", "point-state.empty"),
          Map.entry("standby", "point-state.standby"),
          Map.entry("warming", "point-state.warming"),
          Map.entry("warm-up", "point-state.warming"),
          Map.entry("cooling", "point-state.cooling"),
          Map.entry("cool-down", "point-state.cooling"),
          Map.entry("running", "point-state.running"),
          Map.entry("run", "point-state.running"),
          Map.entry("stopped", "point-state.stopped"),
          Map.entry("stop", "point-state.stopped"),
          Map.entry("idle", "point-state.idle"),
          Map.entry("wait", "point-state.waiting"),
          Map.entry("online", "point-state.online"),
          Map.entry("offline", "point-state.offline"),
          Map.entry("answers", "point-state.online"),
          Map.entry("silent", "point-state.silent"),
          Map.entry("ok", "point-state.ok"),
          Map.entry("warning", "point-state.warning"),
          Map.entry("error", "point-state.error"));

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("timeout", "reason.timeout"),
          Map.entry("refused", "reason.refused"),
          Map.entry("protocol", "reason.protocol"),
          Map.entry("busy", "reason.busy"),
          Map.entry("auth", "reason.auth"),
          Map.entry("gone", "reason.gone"),
          Map.entry("range", "reason.out-of-range"),
          Map.entry("out-of-range", "reason.out-of-range"),
          Map.entry("stuck", "reason.stuck"),
          Map.entry("stale", "reason.stale"),
          Map.entry("other-device", "reason.other-device"),
          Map.entry("stuck-driver", "reason.stuck-driver"));

  private Words() {}

  static String evidence(Text text, Collection<String> codes) {
    List<String> words = codes.stream().map(code -> word(text, EVIDENCE, code)).toList();
    return text.list(words);
  }

  static String kind(Text text, String code) {
    return word(text, KINDS, code);
  }

  static String state(Text text, String name) {
    return word(text, STATES, name);
  }

  static String reason(Text text, String code) {
    return word(text, REASONS, code);
  }

  static String phase(Text text, DeviceState.Phase phase) {
    return text.t(
        switch (phase) {
          case CONFIGURED -> "phase.configured";
          case CONNECTING -> "phase.connecting";
          case ONLINE -> "phase.online";
          case DEGRADED -> "phase.degraded";
          case OFFLINE -> "phase.offline";
          case REMOVED -> "phase.removed";
        });
  }

  static Mark mark(DeviceState.Phase phase) {
    return switch (phase) {
      case ONLINE -> Mark.OK;
      case CONFIGURED, CONNECTING, REMOVED -> Mark.FREE;
      case DEGRADED -> Mark.WARN;
      case OFFLINE -> Mark.BAD;
    };
  }

  static String clock(Text text, ClockState state) {
    return text.t(
        switch (state) {
          case SYNCED -> "clock.synced";
          case HOLDOVER -> "clock.holdover";
          case UNSYNCED -> "clock.unsynced";
        });
  }

  private static String word(Text text, Map<String, String> keys, String code) {
    String key = keys.get(code.toLowerCase(Locale.ROOT));
    return key == null ? code : text.t(key);
  }
}
