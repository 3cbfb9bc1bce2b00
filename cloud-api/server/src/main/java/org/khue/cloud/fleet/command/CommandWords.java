package org.khue.cloud.fleet.command;

import java.util.Objects;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// Commands in words.
public final class CommandWords {
  private CommandWords() {}

  /// How it stands.
  static String state(Text text, CommandState state) {
    return text.t(
        switch (state) {
          case WAITING -> "command.state-waiting";
          case SENT -> "command.state-sent";
          case DONE -> "command.state-done";
          case FAILED -> "command.state-failed";
          case EXPIRED -> "command.state-expired";
        });
  }

  static Mark mark(CommandState state) {
    return switch (state) {
      case WAITING, SENT -> Mark.FREE;
      case DONE -> Mark.OK;
      case FAILED -> Mark.BAD;
      case EXPIRED -> Mark.WARN;
    };
  }

  /// How it ended, by the word of its receipt; the word itself for one that is not known.
  public static String outcome(Text text, String word) {
    for (CommandState state : CommandState.values()) {
      if (state.ended() && state.word().equals(word)) {
        return state(text, state);
      }
    }
    return word;
  }

  /// Why it did not go well; empty if there is nothing to say. In the reader's language where the
  /// gateway said it so; else what kind of refusal it was, with the device's own words.
  static String why(Text text, DeviceCommand command) {
    if (command.state() == CommandState.DONE || !command.state().ended()) {
      return "";
    }
    String own = command.said().get(text.language().code());
    if (own != null) {
      return own;
    }
    String reason = Objects.requireNonNullElse(command.reason(), "");
    String code = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : "";
    String kind = kind(text, code);
    return kind.isEmpty() ? reason : kind + " — " + reason.substring(code.length() + 1).strip();
  }

  /// The kind of a fault in words; empty for a code that is none.
  private static String kind(Text text, String code) {
    return switch (code) {
      case "timeout" -> text.t("command.fault-timeout");
      case "refused" -> text.t("command.fault-refused");
      case "protocol" -> text.t("command.fault-protocol");
      case "busy" -> text.t("command.fault-busy");
      case "auth" -> text.t("command.fault-auth");
      case "gone" -> text.t("command.fault-gone");
      case "range" -> text.t("command.fault-range");
      default -> "";
    };
  }
}
