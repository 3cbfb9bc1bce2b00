package org.khue.driver.mqtt;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.khue.driver.AbstractDriverContract;
import org.khue.driver.CommandCall;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Value;

class MqttContractTest extends AbstractDriverContract {
  private static TestBroker broker;

  private final MqttJsonFactory factory = new MqttJsonFactory();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Override
  protected DriverFactory factory() {
    return factory;
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new PlugPeer(broker);
  }

  @Override
  protected Profile profile() {
    return Points.plug();
  }

  @Override
  protected Identity identity() {
    return new Identity("Tasmota", "ESP8266EX", "AABBCC001122", "14.2.0");
  }

  @Override
  protected Map<String, Value> values() {
    return Map.of();
  }

  @Override
  protected Optional<PointSpec> refusedPoint() {
    return Optional.empty();
  }

  @Override
  protected Optional<CommandCall> command() {
    return Optional.of(new CommandCall(Points.powerOn(), Map.of()));
  }

  @Override
  protected void speak(ContractPeer speaking) {
    ((PlugPeer) speaking).sensor(1, 12.5);
  }
}
