package org.khue.cloud.fleet.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;
import org.khue.contract.Inventory;
import org.khue.contract.Inventory.Argument;

/// Whether arguments are what a command takes. The gateway checks them again: it knows its devices
/// best.
final class Arguments {
  private Arguments() {}

  /// What is wrong with them, each fault under `args.<id>`; empty if nothing is.
  static List<Fault> faults(Inventory.Order order, Map<String, Object> args) {
    List<Fault> faults = new ArrayList<>();
    for (Argument argument : order.args()) {
      String wrong = wrong(argument, args.get(argument.id()));
      if (!wrong.isEmpty()) {
        faults.add(new Fault("args." + argument.id(), wrong));
      }
    }
    Set<String> known = order.args().stream().map(Argument::id).collect(Collectors.toSet());
    args.keySet().stream()
        .filter(key -> !known.contains(key))
        .sorted()
        .forEach(key ->
            faults.add(
                new Fault(
                    "args." + key,
                    "this command takes " + (known.isEmpty() ? "no arguments" : known))));
    return faults;
  }

  private static String wrong(Argument argument, @Nullable Object given) {
    return switch (argument.type()) {
      case Argument.NUMBER -> {
        double low = argument.low() == null ? Double.NEGATIVE_INFINITY : argument.low();
        double high = argument.high() == null ? Double.POSITIVE_INFINITY : argument.high();
        boolean fits =
            given instanceof Number number
                && number.doubleValue() >= low
                && number.doubleValue() <= high;
        yield fits
            ? ""
            : "must be a number from %s to %s %s"
                .formatted(plain(low), plain(high), unit(argument));
      }
      case Argument.CHOICE -> {
        List<String> values = argument.choices().stream().map(Inventory.Choice::value).toList();
        yield given instanceof String text && values.contains(text)
            ? ""
            : "must be one of " + values;
      }
      case Argument.TEXT -> {
        int longest = argument.longest() == null ? 64 : argument.longest();
        yield given instanceof String text && text.codePointCount(0, text.length()) <= longest
            ? ""
            : "must be a text of at most " + longest + " characters";
      }
      // Of a later gateway: it checks by itself.
      default -> given == null ? "is missing" : "";
    };
  }

  private static String unit(Argument argument) {
    return argument.unit() == null || argument.unit().equals("1") ? "" : argument.unit();
  }

  private static String plain(double number) {
    return Double.isInfinite(number)
        ? String.valueOf(number)
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
