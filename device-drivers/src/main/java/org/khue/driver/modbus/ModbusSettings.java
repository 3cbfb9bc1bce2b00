package org.khue.driver.modbus;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;
import org.khue.driver.DeviceConfig;

/// The connection block of a device.
///
/// @param timeout how long one request may take
/// @param serial the registers that hold the serial number; null if not told
/// @param identify whether function 43 / 14 is tried
record ModbusSettings(
    String host, int port, int unit, Duration timeout, @Nullable Address serial, boolean identify) {
  private static final int DEFAULT_PORT = 502;
  private static final int DEFAULT_TIMEOUT_MILLIS = 1_000;

  /// @throws IllegalArgumentException if something is wrong; the message says what would be right
  static ModbusSettings of(DeviceConfig config) {
    Block block =
        new Block(config.connection())
            .only("host", "port", "unit-id", "timeout-ms", "identify", "serial");
    return new ModbusSettings(
        block.text("host"),
        block.integer("port", 1, 65_535, DEFAULT_PORT),
        block.integer("unit-id", 0, 255, 1),
        Duration.ofMillis(block.integer("timeout-ms", 50, 10_000, DEFAULT_TIMEOUT_MILLIS)),
        serial(block.values().get("serial")),
        identify(block.values().get("identify")));
  }

  private static boolean identify(@Nullable Object flag) {
    if (flag == null || flag instanceof Boolean) {
      return !Boolean.FALSE.equals(flag);
    }
    throw new IllegalArgumentException("`identify` must be true or false: " + flag);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Address serial(@Nullable Object block) {
    if (block == null) {
      return null;
    }
    if (!(block instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("`serial` must be {table, register, type}");
    }
    Address address = Address.of((Map<String, Object>) block);
    if (address.type() != RegisterType.UINT16 && address.type() != RegisterType.UINT32) {
      throw new IllegalArgumentException("`serial` must be of type uint16 or uint32");
    }
    return address;
  }

  /// The bus that a device sits on: all behind one address share it.
  static String bus(DeviceConfig config) {
    return "tcp:" + config.text("host", "") + ":" + config.number("port", DEFAULT_PORT);
  }

  /// For messages.
  String where() {
    return "tcp://" + host + ":" + port + " unit " + unit;
  }
}
