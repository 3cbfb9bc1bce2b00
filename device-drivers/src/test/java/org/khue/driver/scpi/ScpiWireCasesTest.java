package org.khue.driver.scpi;

import java.util.Map;
import org.khue.driver.AbstractWireCases;
import org.khue.driver.DriverFactory;

class ScpiWireCasesTest extends AbstractWireCases {
  @Override
  protected DriverFactory factory() {
    return new ScpiFactory();
  }

  @Override
  protected Map<String, Object> connection() {
    return Map.of("host", "instrument");
  }
}
