package org.khue.driver.mqtt;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// On mosquitto, a broker of other hands, where it is installed.
class MosquittoDiscovererTest extends MqttDiscovererBehaviour {
  private static @Nullable Mosquitto broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Mosquitto.start();
    tell(broker.uri());
  }

  @AfterAll
  static void stop() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  @Override
  URI broker() {
    return Objects.requireNonNull(broker).uri();
  }
}
