package org.khue.driver.pjlink;

import java.util.Map;
import org.khue.driver.AbstractWireCases;
import org.khue.driver.DriverFactory;

class PjlinkWireCasesTest extends AbstractWireCases {
  @Override
  protected DriverFactory factory() {
    return new PjlinkFactory();
  }

  @Override
  protected Map<String, Object> connection() {
    return Map.of("host", "projector", "password", "JBMIAProjectorLink");
  }
}
