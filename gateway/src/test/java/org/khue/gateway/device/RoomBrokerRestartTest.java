package org.khue.gateway.device;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.config.GatewayConfig.Endpoint;

class RoomBrokerRestartTest {
  @TempDir Path scratch;

  @Test
  void aBrokerThatLosesAThreadIsStartedAnewOnTheSamePort() throws Exception {
    List<Thread> others = loops();
    try (RoomBroker broker = RoomBroker.start(new Endpoint("127.0.0.1", freePort()), scratch)) {
      int port = broker.port();
      List<Thread> loops = loops().stream().filter(thread -> !others.contains(thread)).toList();
      assertFalse(loops.isEmpty(), "the broker's threads are not named as they were");
      Thread loop = loops.getFirst();

      // What the JVM does when the thread's work throws.
      loop.getUncaughtExceptionHandler().uncaughtException(loop, new RuntimeException("planted"));

      await().atMost(Duration.ofSeconds(20)).until(() -> broker.restarts() == 1);
      assertEquals(port, broker.port());
      MqttClient client =
          new MqttClient("tcp://127.0.0.1:" + port, "after", new MemoryPersistence());
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> {
            client.connect();
            return client.isConnected();
          });
      client.disconnect();
      client.close();
    }
  }

  private static List<Thread> loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getClass().getSimpleName().equals("SessionEventLoop"))
        .toList();
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
