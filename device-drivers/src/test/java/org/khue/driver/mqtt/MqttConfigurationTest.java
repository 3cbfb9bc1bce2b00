package org.khue.driver.mqtt;

import java.time.Duration;
import java.util.List;
import org.khue.driver.AbstractConfigurationContract;
import org.khue.driver.DriverFactory;

class MqttConfigurationTest extends AbstractConfigurationContract {
  private static final String POINT = "/points/0/address";
  private static final String COMMAND = "/commands/0/address";

  @Override
  protected DriverFactory factory() {
    return new MqttJsonFactory();
  }

  @Override
  protected Duration poll() {
    return Duration.ZERO;
  }

  @Override
  protected List<Wrong> wrongs() {
    return List.of(
        new Wrong("connection", "{ broker: \"tcp://a:1883\" }", "/connection", "`topic`"),
        new Wrong("connection", "{ topic: \"a/#\" }", "/connection", "without + and #"),
        new Wrong("connection", "{ topic: a, brocker: x }", "/connection", "`brocker`"),
        new Wrong("connection", "{ topic: a, broker: \"a:1883\" }", "/connection", "tcp://"),
        new Wrong("connection", "{ topic: a, dialect: shelly }", "/connection", "tasmota"),
        new Wrong("connection", "{ topic: a, silent-after-s: -1 }", "/connection", "whole number"),
        new Wrong("point", "{ path: a }", POINT, "`topic`"),
        new Wrong("point", "{ topic: \"tele/+/SENSOR\" }", POINT, "one topic"),
        new Wrong("point", "{ topic: a, path: \"a..b\" }", POINT, "no path"),
        new Wrong("point", "{ topic: a, also: \"b/#\" }", POINT, "`also`"),
        new Wrong("command", "{ topic: a, payload: \"ON\" }", COMMAND, "`confirm`"),
        new Wrong("command", "{ topic: a, payload: \"ON\", confirm: b }", COMMAND, "own word"),
        new Wrong(
            "command",
            "{ topic: a, payload: \"ON\", confirm: b, expect: \"ON\", qos: 2 }",
            COMMAND,
            "`qos`"),
        new Wrong(
            "command",
            "{ topic: a, payload: \"ON\", confirm: b, confirm-path: \"[x]\", expect: 1 }",
            COMMAND,
            "no path"));
  }
}
