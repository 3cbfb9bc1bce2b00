package org.khue.driver.pjlink;

import java.util.Map;
import java.util.Set;
import org.khue.driver.AbstractDiscovererContract;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;

class PjlinkDiscovererTest extends AbstractDiscovererContract {
  private final PjlinkFactory factory = new PjlinkFactory();

  @Override
  protected DriverFactory factory() {
    return factory;
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new PjlinkPeer();
  }

  @Override
  protected Candidate expected(ContractPeer found) {
    int port = port(found);
    return new Candidate(
        "pjlink",
        Map.of("host", "127.0.0.1", "port", port),
        Identity.UNKNOWN,
        "",
        Set.of(),
        Certainty.LOCKED,
        "tcp://127.0.0.1:" + port);
  }
}
