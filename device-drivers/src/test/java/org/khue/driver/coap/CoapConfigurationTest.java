package org.khue.driver.coap;

import java.time.Duration;
import java.util.List;
import org.khue.driver.AbstractConfigurationContract;
import org.khue.driver.DriverFactory;

class CoapConfigurationTest extends AbstractConfigurationContract {
  private static final String POINT = "/points/0/address";

  @Override
  protected DriverFactory factory() {
    return new CoapSenmlFactory();
  }

  @Override
  protected Duration poll() {
    return Duration.ZERO;
  }

  @Override
  protected boolean eitherAskedOrHeard() {
    return false;
  }

  @Override
  protected List<Wrong> wrongs() {
    return List.of(
        new Wrong("connection", "{ port: 5683 }", "/connection", "`host` is missing"),
        new Wrong("connection", "{ host: a, port: 0 }", "/connection", "1 to 65535"),
        new Wrong("connection", "{ host: a, path: senml }", "/connection", "`path`"),
        new Wrong("connection", "{ host: a, format: xml }", "/connection", "json, cbor or any"),
        new Wrong("connection", "{ host: a, observe: yes please }", "/connection", "`observe`"),
        new Wrong("connection", "{ host: a, resource: /x }", "/connection", "`resource`"),
        new Wrong("point", "{ path: /light }", POINT, "`record` is missing"),
        new Wrong("point", "{ record: lux, path: \"light\" }", POINT, "`path`"),
        new Wrong("point", "{ record: lux, unit: lx }", POINT, "`unit`"),
        new Wrong("command", "{ record: lux }", "/commands", "no commands"));
  }
}
