package org.khue.driver.pjlink;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.khue.driver.Block;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// A command's address: `{command: POWR, value: "1"}`, or with an argument `{command: INPT, value:
/// "{value}", one-of: ["31", "32"]}`.
///
/// @param allowed what the argument `value` may be; empty: the command takes none
record PjlinkOrder(String command, String value, List<String> allowed) {
  private static final String PLACE = "{value}";

  static PjlinkOrder of(Map<String, Object> address) {
    Block block = new Block(address).only("command", "value", "one-of");
    String command = block.text("command");
    String value = block.text("value");
    List<String> allowed = block.texts("one-of");
    if (!value.equals(PLACE)) {
      if (!allowed.isEmpty()) {
        throw new IllegalArgumentException("`one-of` is for the value \"{value}\" only");
      }
      check(command, value);
    } else if (allowed.isEmpty()) {
      throw new IllegalArgumentException("{value} needs `one-of`, the values that may be sent");
    }
    allowed.forEach(each -> check(command, each));
    return new PjlinkOrder(command, value, allowed);
  }

  private static void check(String command, String value) {
    String form =
        switch (command) {
          case "POWR", "FREZ" -> "[01]";
          case "INPT" -> "[1-6][1-9A-Z]";
          case "AVMT" -> "[123][01]";
          default ->
              throw new IllegalArgumentException(
                  "`command` must be POWR, INPT, AVMT or FREZ: " + command);
        };
    if (!value.matches(form)) {
      throw new IllegalArgumentException(
          command + " takes no value \"" + value + "\" (it must match " + form + ")");
    }
  }

  /// The value to send, or why not.
  Outcome<String> value(Map<String, Object> args) {
    if (!value.equals(PLACE)) {
      return args.isEmpty()
          ? Outcome.ok(value)
          : range("This command takes no argument, but was given " + args.keySet());
    }
    if (!args.keySet().equals(Set.of("value"))) {
      return range("This command takes the argument `value` alone, but was given " + args.keySet());
    }
    String wanted = String.valueOf(args.get("value"));
    return allowed.contains(wanted)
        ? Outcome.ok(wanted)
        : range("`value` must be one of " + allowed + ": " + wanted);
  }

  private static Outcome<String> range(String message) {
    return Outcome.failed(new Fault.Range(message));
  }
}
