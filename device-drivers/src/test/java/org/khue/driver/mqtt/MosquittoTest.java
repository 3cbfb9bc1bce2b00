package org.khue.driver.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// On mosquitto, a broker of other hands, where it is installed.
class MosquittoTest extends MqttBehaviour {
  private static Process process;
  private static Path configuration;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Path program =
        List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of(""));
    assumeTrue(!program.toString().isEmpty(), "mosquitto is not installed: apt install mosquitto");
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    configuration = Files.createTempFile("mosquitto", ".conf");
    Files.writeString(configuration, "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
    process =
        new ProcessBuilder(program.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(MosquittoTest::answers);
  }

  private static boolean answers() {
    try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return trial.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(configuration);
    }
  }

  @Override
  URI broker() {
    return URI.create("tcp://127.0.0.1:" + port);
  }
}
