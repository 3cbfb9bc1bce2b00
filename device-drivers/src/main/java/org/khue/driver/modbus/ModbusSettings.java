package org.khue.driver.modbus;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DeviceConfig;

/// The connection block of a device.
///
/// @param timeout how long one request may take
/// @param serial the registers that hold the serial number; null if not told
/// @param identify whether function 43 / 14 is tried
record ModbusSettings(
    String host, int port, int unit, Duration timeout, @Nullable Address serial, boolean identify) {
  private static final int DEFAULT_TIMEOUT_MILLIS = 1_000;

  /// @throws IllegalArgumentException if the serial number's address is wrong
  static ModbusSettings of(DeviceConfig config) {
    return new ModbusSettings(
        host(config),
        port(config),
        config.number("unit-id", 1),
        Duration.ofMillis(config.number("timeout-ms", DEFAULT_TIMEOUT_MILLIS)),
        serial(config),
        !Boolean.FALSE.equals(config.connection().get("identify")));
  }

  static String host(DeviceConfig config) {
    return config.text("host", "127.0.0.1");
  }

  static int port(DeviceConfig config) {
    return config.number("port", 502);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Address serial(DeviceConfig config) {
    return config.connection().get("serial") instanceof Map<?, ?> block
        ? Address.of((Map<String, Object>) block)
        : null;
  }

  /// For messages.
  String where() {
    return "tcp://" + host + ":" + port + " unit " + unit;
  }
}
