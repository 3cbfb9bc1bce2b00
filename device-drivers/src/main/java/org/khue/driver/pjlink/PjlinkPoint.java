package org.khue.driver.pjlink;

import java.util.Map;
import java.util.Set;
import org.khue.driver.Block;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Sample;
import org.khue.driver.TimeSource;

/// A point's address: `{command: LAMP, field: 0}`.
///
/// @param command four letters
/// @param field of LAMP the lamp, of ERST the part, both from 0; -1: none
record PjlinkPoint(String command, int field) {
  /// Answers of words, whatever they look like.
  private static final Set<String> WORDS = Set.of("NAME", "INF1", "INF2", "INFO", "IRES", "RRES");

  private static final Set<String> VALUES =
      Set.of("POWR", "INPT", "AVMT", "ERST", "LAMP", "FILT", "FREZ");
  private static final int LAMPS = 8;
  private static final int PARTS = 6;

  static PjlinkPoint of(Map<String, Object> address) {
    Block block = new Block(address).only("command", "field");
    String command = block.text("command");
    if (!WORDS.contains(command) && !VALUES.contains(command)) {
      throw new IllegalArgumentException("`command` is not known: " + command);
    }
    int fields =
        switch (command) {
          case "LAMP" -> LAMPS;
          case "ERST" -> PARTS;
          default -> 0;
        };
    if (fields == 0 && block.has("field")) {
      throw new IllegalArgumentException("The answer to " + command + " has no fields");
    }
    if (fields > 0 && !block.has("field")) {
      throw new IllegalArgumentException(
          "`field` must say which part of " + command + ", from 0 to " + (fields - 1));
    }
    return new PjlinkPoint(command, fields == 0 ? -1 : block.integer("field", 0, fields - 1, 0));
  }

  /// What the projector's answer means for this point.
  Outcome<Sample> sample(String point, String answer, TimeSource time) {
    return switch (command) {
      case "LAMP" -> lampHours(point, answer, time);
      case "ERST" -> part(point, answer, time);
      default -> {
        boolean number = !WORDS.contains(command) && answer.matches("\\d{1,9}");
        yield number || answer.matches("\\P{Cntrl}{0,128}") && worded()
            ? Outcome.ok(
                number
                    ? Sample.number(point, Double.parseDouble(answer), time)
                    : Sample.text(point, answer, time))
            : unclear(answer);
      }
    };
  }

  /// INPT has inputs such as `3A` in class 2.
  private boolean worded() {
    return WORDS.contains(command) || command.equals("INPT");
  }

  /// `hours on hours on …`, a pair for each lamp.
  private Outcome<Sample> lampHours(String point, String answer, TimeSource time) {
    if (!answer.matches("\\d{1,5} [01]( \\d{1,5} [01]){0,7}")) {
      return unclear(answer);
    }
    String[] numbers = answer.split(" ");
    if (2 * field >= numbers.length) {
      return Outcome.failed(
          new Fault.Range(
              "The projector has %d lamp(s), field %d was asked for"
                  .formatted(numbers.length / 2, field)));
    }
    return Outcome.ok(Sample.number(point, Integer.parseInt(numbers[2 * field]), time));
  }

  /// Six digits: fan, lamp, temperature, cover, filter, other; 0 well, 1 warning, 2 error.
  private Outcome<Sample> part(String point, String answer, TimeSource time) {
    return answer.matches("[012]{6}")
        ? Outcome.ok(Sample.number(point, answer.charAt(field) - '0', time))
        : unclear(answer);
  }

  private Outcome<Sample> unclear(String answer) {
    return Outcome.failed(
        new Fault.Protocol("The answer to " + command + " was \"" + answer + "\""));
  }
}
