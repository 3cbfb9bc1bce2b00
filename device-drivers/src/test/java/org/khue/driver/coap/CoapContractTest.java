package org.khue.driver.coap;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.khue.driver.AbstractDriverContract;
import org.khue.driver.ContractPeer;
import org.khue.driver.ContractPeer.Mood;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Value;

class CoapContractTest extends AbstractDriverContract {
  private final CoapSenmlFactory factory = new CoapSenmlFactory();

  @Override
  protected DriverFactory factory() {
    return factory;
  }

  @Override
  protected ContractPeer startPeer() {
    return new SensorPeer();
  }

  @Override
  protected Profile profile() {
    return Points.profile(Points.observed("temperature", "Cel"), Points.observed("humidity", "%"));
  }

  @Override
  protected Identity identity() {
    return new Identity("", "Climate node", "urn:dev:mac:0024befffe804ff1", "");
  }

  @Override
  protected Map<String, Value> values() {
    return Map.of("temperature", new Value.Num(23.5), "humidity", new Value.Num(61));
  }

  @Override
  protected Optional<PointSpec> refusedPoint() {
    return Optional.of(Points.observed("pressure", "hPa"));
  }

  @Override
  protected Set<Mood> moods() {
    return EnumSet.of(Mood.WELL, Mood.SILENT, Mood.GARBAGE);
  }

  @Override
  protected void speak(ContractPeer speaking) {
    ((SensorPeer) speaking).speak();
  }

  /// A datagram to nobody is as silent as one to somebody who does not answer.
  @Override
  protected Optional<Map<String, Object>> nobodyThere() {
    return Optional.empty();
  }
}
