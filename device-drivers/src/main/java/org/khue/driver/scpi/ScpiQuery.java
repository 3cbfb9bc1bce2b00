package org.khue.driver.scpi;

import java.util.Map;
import org.khue.driver.Block;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Quality;
import org.khue.driver.Sample;
import org.khue.driver.TimeSource;
import org.khue.driver.Value;

/// A point's address: `{query: "MEASure:VOLTage?", type: number}`.
///
/// @param query without its line end
/// @param text whether the answer is a word, not a number
/// @param field which part of an answer with commas, from 0; -1: the answer is one value
record ScpiQuery(String query, boolean text, int field) {

  static ScpiQuery of(Map<String, Object> address) {
    Block block = new Block(address).only("query", "type", "field");
    String query = line(block, "query");
    if (!query.contains("?")) {
      throw new IllegalArgumentException(
          "`query` must ask something: it has no question mark: " + query);
    }
    if (query.contains(";")) {
      throw new IllegalArgumentException(
          "`query` must ask one thing: make a point of its own of each part: " + query);
    }
    boolean text =
        switch (block.text("type", "number")) {
          case "number" -> false;
          case "text" -> true;
          default ->
              throw new IllegalArgumentException(
                  "`type` must be number or text: " + block.text("type"));
        };
    return new ScpiQuery(query, text, block.integer("field", 0, 99, -1));
  }

  /// A text of one line, in ASCII.
  static String line(Block block, String key) {
    String line = block.text(key).strip();
    if (line.isEmpty() || !line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "`" + key + "` must be one line of plain ASCII letters, digits and signs");
    }
    return line;
  }

  /// What the instrument's answer means.
  Outcome<Sample> sample(String point, String answer, TimeSource time) {
    String value = answer;
    if (field >= 0) {
      String[] fields = answer.split(",", -1);
      if (field >= fields.length) {
        return unclear(answer, "it has " + fields.length + " fields, wanted is number " + field);
      }
      value = fields[field].strip();
    }
    if (text) {
      return Outcome.ok(Sample.text(point, ScpiText.unquoted(value), time));
    }
    return switch (ScpiNumber.parse(value)) {
      case ScpiNumber.Plain(double number) -> Outcome.ok(Sample.number(point, number, time));
      case ScpiNumber.Unusable(String reason) ->
          Outcome.ok(
              new Sample(
                  point,
                  new Value.Num(Double.NaN),
                  Quality.BAD,
                  reason,
                  time.wallMicros(),
                  time.monotonicMicros()));
      case ScpiNumber.NoNumber() -> unclear(answer, "that is no number");
    };
  }

  private Outcome<Sample> unclear(String answer, String why) {
    return Outcome.failed(
        new Fault.Protocol(
            "The answer to " + query + " was \"" + ScpiText.shortened(answer) + "\": " + why));
  }
}
