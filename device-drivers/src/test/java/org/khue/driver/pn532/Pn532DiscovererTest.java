package org.khue.driver.pn532;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.khue.driver.AbstractDiscovererContract;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.Scope;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs pseudo terminals of Linux")
class Pn532DiscovererTest extends AbstractDiscovererContract {
  @Override
  protected DriverFactory factory() {
    return new Pn532Factory();
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new Pn532Peer();
  }

  @Override
  protected Scope scope(ContractPeer wanted, Set<String> taken, Duration patience) {
    return scope(List.of(), List.of(path(wanted)), null, taken, patience);
  }

  private static String path(ContractPeer peer) {
    return String.valueOf(peer.connection().get("path"));
  }

  @Override
  protected Candidate expected(ContractPeer found) {
    return new Candidate(
        "pn532",
        Map.of("path", path(found)),
        new Identity("NXP", "PN532", "", "1.6"),
        "PN532",
        Set.of(),
        Certainty.IDENTIFIED,
        path(found));
  }
}
