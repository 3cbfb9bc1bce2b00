package org.khue.driver.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.khue.driver.AbstractDiscovererContract;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.RealTime;
import org.khue.driver.Receipt;
import org.khue.driver.TestLinks;

class ScpiDiscovererTest extends AbstractDiscovererContract {
  private final ScpiFactory factory = new ScpiFactory();

  @Override
  protected DriverFactory factory() {
    return factory;
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new ScpiPeer();
  }

  @Override
  protected Candidate expected(ContractPeer found) {
    int port = port(found);
    return new Candidate(
        "scpi",
        Map.of("host", "127.0.0.1", "port", port),
        new Identity("Khuê works", "PSU-1", "SN 42", "1.0.3"),
        "PSU-1",
        Set.of(),
        Certainty.IDENTIFIED,
        "tcp://127.0.0.1:" + port);
  }

  @Test
  void itOnlyAsksForTheName() throws Exception {
    try (ScpiPeer peer = new ScpiPeer()) {
      factory
          .discoverer()
          .orElseThrow()
          .scan(scope(peer, Set.of(), Duration.ofSeconds(5)), found -> {});
      assertEquals(List.of("*IDN?"), peer.heard);
    }
  }

  @Test
  void anInstrumentWithoutABeeperSaysSo() throws Exception {
    try (ScpiPeer peer = new ScpiPeer()) {
      Outcome<Receipt> shown =
          factory
              .discoverer()
              .orElseThrow()
              .show(expected(peer), new TestLinks(), RealTime.inMillis(5_000));
      assertEquals(Outcome.failed(new Fault.Refused("The instrument has no beeper")), shown);
      assertTrue(peer.heard.contains("SYSTem:BEEPer:IMMediate"));
    }
  }
}
