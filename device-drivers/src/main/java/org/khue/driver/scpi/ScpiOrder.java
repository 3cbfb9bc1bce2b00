package org.khue.driver.scpi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// A command's address: `{write: "VOLTage {value}", low: 0, high: 30, check: "VOLTage?"}`.
///
/// @param write what is sent; `{value}` stands for the command's one argument
/// @param check a query that shows what the instrument made of it; null: none
/// @param expect what that shows; null: the value itself
/// @param words what the value may be; empty: a number
record ScpiOrder(
    String write,
    @Nullable String check,
    @Nullable String expect,
    double low,
    double high,
    List<String> words) {
  private static final String PLACE = "{value}";

  /// An instrument rounds what it is told to its own steps.
  private static final double ROUNDING = 0.01;

  static ScpiOrder of(Map<String, Object> address) {
    Block block = new Block(address).only("write", "check", "expect", "low", "high", "one-of");
    String write = ScpiQuery.line(block, "write");
    boolean takesValue = write.contains(PLACE);
    if (write.replace(PLACE, "").contains("{")) {
      throw new IllegalArgumentException("`write` knows one placeholder only, {value}: " + write);
    }
    if (write.contains("?") || write.contains(";")) {
      throw new IllegalArgumentException(
          "`write` must order one thing and ask nothing (`check` asks): " + write);
    }
    String check = block.has("check") ? ScpiQuery.line(block, "check") : null;
    if (check != null && (!check.contains("?") || check.contains(";"))) {
      throw new IllegalArgumentException("`check` must be one query: " + check);
    }
    if (check != null && !takesValue && !block.has("expect")) {
      throw new IllegalArgumentException("`expect` must say what `check` should show");
    }
    return new ScpiOrder(
        write,
        check,
        block.has("expect") ? block.text("expect") : null,
        limit(block, "low", takesValue),
        limit(block, "high", takesValue),
        words(block, takesValue));
  }

  private static double limit(Block block, String key, boolean takesValue) {
    if (block.has("one-of") || !takesValue) {
      if (block.has(key)) {
        throw new IllegalArgumentException("`" + key + "` limits nothing: no number is sent");
      }
      return Double.NaN;
    }
    if (!block.has(key)) {
      throw new IllegalArgumentException(
          "{value} needs `low` and `high`, the limits that are safe here, or `one-of`");
    }
    return block.number(key);
  }

  private static List<String> words(Block block, boolean takesValue) {
    List<String> words = block.texts("one-of");
    if (!takesValue && !words.isEmpty()) {
      throw new IllegalArgumentException("`one-of` limits nothing: `write` has no {value}");
    }
    if (!words.stream().allMatch(word -> word.matches("[A-Za-z0-9_.+-]{1,40}"))) {
      throw new IllegalArgumentException("`one-of` takes words of letters and digits: " + words);
    }
    return words;
  }

  /// What to send, or why not.
  Outcome<String> line(Map<String, Object> args) {
    if (!write.contains(PLACE)) {
      return args.isEmpty()
          ? Outcome.ok(write)
          : range("This command takes no argument, but was given " + args.keySet());
    }
    if (!args.keySet().equals(Set.of("value"))) {
      return range("This command takes the argument `value` alone, but was given " + args.keySet());
    }
    Object value = args.get("value");
    if (!words.isEmpty()) {
      return words.contains(String.valueOf(value))
          ? Outcome.ok(write.replace(PLACE, String.valueOf(value)))
          : range("`value` must be one of " + words + ": " + value);
    }
    if (value instanceof Number number
        && number.doubleValue() >= low
        && number.doubleValue() <= high) {
      return Outcome.ok(write.replace(PLACE, plain(number.doubleValue())));
    }
    return range("`value` must be a number from %s to %s: %s".formatted(low, high, value));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static Outcome<String> range(String message) {
    return Outcome.failed(new Fault.Range(message));
  }

  /// Whether the instrument shows what it was told: the same word, or the same number but for
  /// rounding.
  boolean confirmedBy(String shown, Map<String, Object> args) {
    String wanted = expect == null ? String.valueOf(args.get("value")) : expect;
    if (ScpiNumber.parse(wanted) instanceof ScpiNumber.Plain(double want)
        && ScpiNumber.parse(shown) instanceof ScpiNumber.Plain(double is)) {
      return Math.abs(want - is) <= Math.max(ROUNDING * Math.abs(want), 1e-9);
    }
    return ScpiText.unquoted(shown)
        .toUpperCase(Locale.ROOT)
        .equals(wanted.toUpperCase(Locale.ROOT));
  }
}
