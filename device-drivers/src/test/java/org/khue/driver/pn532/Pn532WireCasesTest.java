package org.khue.driver.pn532;

import java.util.Map;
import org.khue.driver.AbstractWireCases;
import org.khue.driver.DriverFactory;

class Pn532WireCasesTest extends AbstractWireCases {
  @Override
  protected DriverFactory factory() {
    return new Pn532Factory();
  }

  @Override
  protected Map<String, Object> connection() {
    return Map.of("path", "/dev/reader");
  }
}
