package org.khue.driver.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.khue.driver.AbstractConfigurationContract;
import org.khue.driver.DeviceConfig;
import org.khue.driver.DriverFactory;

class Pn532ConfigurationTest extends AbstractConfigurationContract {
  @Override
  protected DriverFactory factory() {
    return new Pn532Factory();
  }

  @Override
  protected List<Wrong> wrongs() {
    return List.of(
        new Wrong("connection", "{ baud: 115200 }", "/connection/path", "missing"),
        new Wrong("connection", "{ path: \" \" }", "/connection/path", "by-id"),
        new Wrong("connection", "{ path: /dev/a, baud: 12345 }", "/connection/baud", "12345"),
        new Wrong("connection", "{ path: /dev/a, port: 1 }", "/connection", "`port`"),
        new Wrong("point", "{ status: cards }", "/points/0/address", "firmware"),
        new Wrong("command", "{ beep: 1 }", "/commands/0", "takes no commands"));
  }

  @Test
  void readersOnOneLineShareItsBus() {
    DeviceConfig config = new DeviceConfig("reader", Map.of("path", "/dev/ttyUSB0"), "room:1");
    assertEquals("serial:/dev/ttyUSB0", factory().bus(config));
  }
}
