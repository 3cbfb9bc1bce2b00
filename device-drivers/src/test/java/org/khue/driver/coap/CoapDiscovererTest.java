package org.khue.driver.coap;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.khue.driver.AbstractDiscovererContract;
import org.khue.driver.Candidate;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.ContractPeer;
import org.khue.driver.ContractPeer.Mood;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.Profile;

class CoapDiscovererTest extends AbstractDiscovererContract {
  private final CoapSenmlFactory factory = new CoapSenmlFactory();

  @Override
  protected DriverFactory factory() {
    return factory;
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new SensorPeer();
  }

  @Override
  protected Set<Mood> moods() {
    return EnumSet.of(Mood.WELL, Mood.SILENT, Mood.GARBAGE);
  }

  /// The number is told by what is observed.
  @Override
  protected Profile blankOf(Profile blank) {
    return Points.profile(Points.observed("temperature", "Cel"));
  }

  @Override
  protected Candidate expected(ContractPeer found) {
    int port = port(found);
    return new Candidate(
        "coap-senml",
        Map.of("host", "127.0.0.1", "port", port, "path", "/senml"),
        new Identity("", "Climate node", "urn:dev:mac:0024befffe804ff1", ""),
        "Climate node",
        Set.of("khue.climate", "temperature", "humidity"),
        Certainty.IDENTIFIED,
        "coap://127.0.0.1:" + port);
  }
}
