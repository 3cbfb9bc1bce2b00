package org.khue.driver;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// An argument of a command.
///
/// @param id its key among the arguments; `{id}` in the command's address stands for its value
/// @param name by language
public record ArgumentSpec(String id, Map<String, String> name, Type type) {
  public ArgumentSpec {
    name = Map.copyOf(name);
  }

  /// What it may be.
  public sealed interface Type {
    /// @param unit UCUM code
    /// @param low the least that is taken
    /// @param high the greatest
    record Num(String unit, double low, double high) implements Type {}

    /// @param names by what is sent, in the order in which they are shown; each by language
    record Choice(SequencedMap<String, Map<String, String>> names) implements Type {
      public Choice {
        names = new LinkedHashMap<>(names);
      }
    }

    /// @param longest in characters
    record Text(int longest) implements Type {}
  }

  /// The value as drivers take it: a whole number as a [Long], another as a [Double], all else as
  /// text.
  ///
  /// @return [Fault.Range], with what would be allowed, for anything else
  Outcome<Object> take(@Nullable Object given) {
    return switch (type) {
      case Type.Num(String unit, double low, double high) -> {
        Double number = number(given);
        yield number != null && number >= low && number <= high
            ? Outcome.ok(exact(number))
            : refused(
                "must be a number from %s to %s%s"
                    .formatted(plain(low), plain(high), unit.equals("1") ? "" : " " + unit),
                given);
      }
      case Type.Choice(SequencedMap<String, Map<String, String>> names) ->
          given != null && names.containsKey(given.toString())
              ? Outcome.ok(given.toString())
              : refused("must be one of " + names.sequencedKeySet(), given);
      case Type.Text(int longest) ->
          given instanceof String text
                  && text.codePointCount(0, text.length()) <= longest
                  && text.chars().noneMatch(Character::isISOControl)
              ? Outcome.ok(text)
              : refused("must be a text of at most " + longest + " characters", given);
    };
  }

  private Outcome<Object> refused(String rule, @Nullable Object given) {
    String shown = String.valueOf(given);
    String cut = shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
    return Outcome.failed(
        new Fault.Range("`" + id + "` " + rule + (given == null ? "; it is missing" : ": " + cut)));
  }

  private static @Nullable Double number(@Nullable Object given) {
    return given instanceof Number number ? (Double) number.doubleValue() : null;
  }

  /// Some devices read `130.0` as nonsense.
  private static Object exact(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? (Object) (long) number
        : (Object) number;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
