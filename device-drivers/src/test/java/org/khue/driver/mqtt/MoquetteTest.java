package org.khue.driver.mqtt;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// On the broker that the gateway carries.
class MoquetteTest extends MqttBehaviour {
  private static TestBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker();
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
