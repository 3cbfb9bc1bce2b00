package org.khue.driver.pjlink;

import java.util.List;
import org.khue.driver.AbstractConfigurationContract;
import org.khue.driver.DriverFactory;

class PjlinkConfigurationTest extends AbstractConfigurationContract {
  private static final String POINT = "/points/0/address";
  private static final String COMMAND = "/commands/0/address";

  @Override
  protected DriverFactory factory() {
    return new PjlinkFactory();
  }

  @Override
  protected List<Wrong> wrongs() {
    return List.of(
        new Wrong("connection", "{ port: 4352 }", "/connection/host", "missing"),
        new Wrong("connection", "{ host: a, port: 0 }", "/connection/port", "1 to 65535"),
        new Wrong("connection", "{ host: a, password: \"mật\" }", "/connection/password", "menu"),
        new Wrong("connection", "{ host: a, user: b }", "/connection", "`user`"),
        new Wrong("point", "{ command: POWER }", POINT, "not known: POWER"),
        new Wrong("point", "{ command: LAMP }", POINT, "from 0 to 7"),
        new Wrong("point", "{ command: ERST, field: 6 }", POINT, "0 to 5"),
        new Wrong("point", "{ command: POWR, field: 0 }", POINT, "no fields"),
        new Wrong("command", "{ command: LAMP, value: \"1\" }", COMMAND, "POWR, INPT"),
        new Wrong("command", "{ command: POWR, value: \"2\" }", COMMAND, "[01]"),
        new Wrong("command", "{ command: POWR }", COMMAND, "`value` is missing"),
        new Wrong("command", "{ command: INPT, value: \"{value}\" }", COMMAND, "`one-of`"),
        new Wrong(
            "command", "{ command: INPT, value: \"{value}\", one-of: [\"71\"] }", COMMAND, "71"),
        new Wrong(
            "command", "{ command: INPT, value: \"31\", one-of: [\"31\"] }", COMMAND, "only"));
  }
}
