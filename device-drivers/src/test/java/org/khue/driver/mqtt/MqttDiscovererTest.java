package org.khue.driver.mqtt;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// On the broker that the gateway carries.
class MqttDiscovererTest extends MqttDiscovererBehaviour {
  private static TestBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker();
    tell(broker.uri());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Override
  URI broker() {
    return broker.uri();
  }
}
