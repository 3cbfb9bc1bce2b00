package org.khue.driver.modbus;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;
import org.khue.driver.CommandCall;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// What a command writes and where it is confirmed: `{table: coil, register: 0, value: 1}` or
/// `value: "{level}"` for an argument named level; `confirm: {table, register, type, value}` where
/// the device shows what it did in another place.
record Order(Address target, double value, Address shown, double expected) {
  /// @throws IllegalArgumentException if the block is wrong, whatever the arguments
  static void check(Map<String, Object> block) {
    new Block(block).only("table", "register", "type", "word-order", "value", "confirm");
    Address target = Address.of(place(block));
    if (!target.table().writable()) {
      throw new IllegalArgumentException(
          "`table` must be coil or holding: the others are read-only");
    }
    Object value = block.get("value");
    if (argument(value) == null) {
      fits(target, number(value));
    }
    if (block.get("confirm") != null) {
      Map<String, Object> confirm = confirm(block);
      Address.of(place(confirm));
      if (confirm.containsKey("value")) {
        number(confirm.get("value"));
      }
    }
  }

  /// @param call with a checked block
  static Outcome<Order> of(CommandCall call) {
    Map<String, Object> block = call.spec().address();
    Address target = Address.of(place(block));
    String name = argument(block.get("value"));
    Object given = name == null ? block.get("value") : call.args().get(name);
    double value;
    try {
      value = number(given);
      fits(target, value);
    } catch (IllegalArgumentException e) {
      return Outcome.failed(
          new Fault.Range(
              "Command "
                  + call.spec().id()
                  + (name == null ? "" : ", argument " + name)
                  + ": "
                  + e.getMessage()));
    }
    if (block.get("confirm") == null) {
      return Outcome.ok(new Order(target, value, target, value));
    }
    Map<String, Object> confirm = confirm(block);
    double expected = confirm.containsKey("value") ? number(confirm.get("value")) : value;
    return Outcome.ok(new Order(target, value, Address.of(place(confirm)), expected));
  }

  private static Map<String, Object> place(Map<String, Object> block) {
    Map<String, Object> place = new HashMap<>(block);
    place.remove("value");
    place.remove("confirm");
    return place;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> confirm(Map<String, Object> block) {
    if (block.get("confirm") instanceof Map<?, ?> confirm) {
      return (Map<String, Object>) confirm;
    }
    throw new IllegalArgumentException("`confirm` must be {table, register, type, value}");
  }

  /// The argument's name if the value is `"{name}"`.
  private static @Nullable String argument(@Nullable Object value) {
    return value instanceof String text && text.startsWith("{") && text.endsWith("}")
        ? text.substring(1, text.length() - 1)
        : null;
  }

  private static double number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case Boolean flag -> flag ? 1 : 0;
      case null -> throw new IllegalArgumentException("`value` is missing");
      default -> throw new IllegalArgumentException("`value` must be a number: " + value);
    };
  }

  private static void fits(Address target, double value) {
    if (!target.type().holds(value)) {
      throw new IllegalArgumentException(
          value
              + " does not fit "
              + target
              + ": it takes "
              + target.type().low
              + " to "
              + target.type().high);
    }
  }

  /// Whether the number shown is the one expected, as exactly as the type can show it.
  boolean confirmedBy(double seen) {
    return shown.type() == RegisterType.FLOAT32
        ? (float) seen == (float) expected
        : seen == expected;
  }
}
