package org.khue.driver.scpi;

import java.util.List;
import org.khue.driver.AbstractConfigurationContract;
import org.khue.driver.DriverFactory;

class ScpiConfigurationTest extends AbstractConfigurationContract {
  private static final String AT = "/commands/0/address";

  @Override
  protected DriverFactory factory() {
    return new ScpiFactory();
  }

  @Override
  protected List<Wrong> wrongs() {
    return List.of(
        new Wrong("connection", "{ port: 5025 }", "/connection/host", "missing"),
        new Wrong("connection", "{ host: a, port: 70000 }", "/connection/port", "1 to 65535"),
        new Wrong("connection", "{ host: a, prot: 1 }", "/connection", "`prot`"),
        new Wrong("point", "{ query: VOLTage }", "/points/0/address", "no question mark"),
        new Wrong("point", "{ query: \"A?;B?\" }", "/points/0/address", "a point of its own"),
        new Wrong("point", "{ query: \"A?\\nB\" }", "/points/0/address", "one line"),
        new Wrong("point", "{ query: \"Điện?\" }", "/points/0/address", "ASCII"),
        new Wrong("point", "{ type: number }", "/points/0/address", "`query` is missing"),
        new Wrong("point", "{ query: \"A?\", type: float }", "/points/0/address", "number or text"),
        new Wrong("point", "{ query: \"A?\", field: -1 }", "/points/0/address", "0 to 99"),
        new Wrong("command", "{ write: \"VOLT {value}\" }", AT, "safe here"),
        new Wrong("command", "{ write: \"VOLT {value}\", low: 0, high: x }", AT, "a number: x"),
        new Wrong("command", "{ write: \"VOLT {volts}\" }", AT, "{value}"),
        new Wrong("command", "{ write: \"VOLT?\" }", AT, "ask nothing"),
        new Wrong("command", "{ write: \"A 1;B 2\" }", AT, "one thing"),
        new Wrong("command", "{ write: \"A 1\", low: 0 }", AT, "limits nothing"),
        new Wrong("command", "{ write: \"A 1\", one-of: [B] }", AT, "limits nothing"),
        new Wrong("command", "{ write: \"A {value}\", one-of: [\"B;C\"] }", AT, "letters"),
        new Wrong("command", "{ write: \"A {value}\", one-of: B }", AT, "a list"),
        new Wrong("command", "{ write: \"A 1\", check: \"A?\" }", AT, "`expect`"),
        new Wrong("command", "{ write: \"A 1\", check: A, expect: 1 }", AT, "one query"));
  }
}
