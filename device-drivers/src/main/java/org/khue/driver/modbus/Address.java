package org.khue.driver.modbus;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;

/// Where a value lies: `{table: input, register: 12, type: float32, word-order: big}`.
///
/// @param register the address on the wire, 0–65535: makers' tables often count from 1 and put a
///   digit for the table in front (30013 is input register 12)
record Address(Table table, int register, RegisterType type, boolean highWordFirst) {

  /// @throws IllegalArgumentException if the block is not as the schema wants it; the message says
  ///   what would be right
  static Address of(Map<String, Object> block) {
    new Block(block).only("table", "register", "type", "word-order");
    Table table = constant(Table.class, block.get("table"), "table");
    int register = register(block.get("register"));
    Object typeWord = block.get("type");
    RegisterType type;
    if (table.bits()) {
      if (typeWord != null) {
        throw new IllegalArgumentException("A " + table.word() + " is one bit: leave out `type`");
      }
      type = RegisterType.BIT;
    } else {
      type = constant(RegisterType.class, typeWord, "type");
      if (type == RegisterType.BIT) {
        throw new IllegalArgumentException("`bit` is no register type: use table coil or discrete");
      }
    }
    if (register + type.width > 0x1_0000) {
      throw new IllegalArgumentException(
          type.word() + " at register " + register + " reaches beyond register 65535");
    }
    return new Address(table, register, type, highWordFirst(block.get("word-order")));
  }

  private static int register(@Nullable Object value) {
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= 0
        && number.intValue() <= 0xFFFF) {
      return number.intValue();
    }
    throw new IllegalArgumentException("`register` must be a number from 0 to 65535: " + value);
  }

  private static boolean highWordFirst(@Nullable Object order) {
    if (order == null || order.equals("big")) {
      return true;
    }
    if (order.equals("little")) {
      return false;
    }
    throw new IllegalArgumentException("`word-order` must be big or little: " + order);
  }

  private static <E extends Enum<E>> E constant(Class<E> kind, @Nullable Object word, String key) {
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("`" + key + "` is not known: " + word);
  }

  @Override
  public String toString() {
    return table.word() + " " + register;
  }
}
