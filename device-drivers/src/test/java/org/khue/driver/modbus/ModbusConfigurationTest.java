package org.khue.driver.modbus;

import java.util.List;
import org.khue.driver.AbstractConfigurationContract;
import org.khue.driver.DriverFactory;

class ModbusConfigurationTest extends AbstractConfigurationContract {
  private static final String POINT = "/points/0/address";
  private static final String COMMAND = "/commands/0/address";

  @Override
  protected DriverFactory factory() {
    return new ModbusFactory();
  }

  @Override
  protected List<Wrong> wrongs() {
    return List.of(
        new Wrong("connection", "{ port: 502 }", "/connection", "`host` is missing"),
        new Wrong("connection", "{ host: a, unit: 1 }", "/connection", "`unit`"),
        new Wrong("connection", "{ host: a, unit-id: 300 }", "/connection", "0 to 255"),
        new Wrong("connection", "{ host: a, identify: 1 }", "/connection", "true or false"),
        new Wrong(
            "connection",
            "{ host: a, serial: { table: holding, register: 1, type: float32 } }",
            "/connection",
            "uint16 or uint32"),
        new Wrong("point", "{ table: inputs, register: 1, type: uint16 }", POINT, "inputs"),
        new Wrong("point", "{ table: input, register: 70000, type: uint16 }", POINT, "65535"),
        new Wrong("point", "{ table: input, register: 65535, type: float32 }", POINT, "beyond"),
        new Wrong("point", "{ table: input, register: 1 }", POINT, "`type`"),
        new Wrong("point", "{ table: coil, register: 1, type: uint16 }", POINT, "leave out"),
        new Wrong(
            "point",
            "{ table: input, register: 1, type: int32, word-order: middle }",
            POINT,
            "big or little"),
        new Wrong("command", "{ table: discrete, register: 1, value: true }", COMMAND, "read-only"),
        new Wrong("command", "{ table: coil, register: 1 }", COMMAND, "`value` is missing"),
        new Wrong(
            "command",
            "{ table: holding, register: 1, type: uint16, value: 70000 }",
            COMMAND,
            "does not fit"),
        new Wrong(
            "command",
            "{ table: coil, register: 1, value: true, confirm: 1 }",
            COMMAND,
            "`confirm` must be"));
  }
}
