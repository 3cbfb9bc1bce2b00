package org.khue.driver.mqtt;

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
import org.junit.jupiter.api.Assumptions;

/// A broker of other hands on a free port, where it is installed.
final class Mosquitto implements AutoCloseable {
  private final Process process;
  private final Path configuration;
  private final int port;

  private Mosquitto(Process process, Path configuration, int port) {
    this.process = process;
    this.configuration = configuration;
    this.port = port;
  }

  /// Starts it, or ends the test as not to be run here.
  static Mosquitto start() throws IOException {
    Path program =
        List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of(""));
    Assumptions.assumeTrue(
        !program.toString().isEmpty(), "mosquitto is not installed: apt install mosquitto");
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Path configuration = Files.createTempFile("mosquitto", ".conf");
    Files.writeString(configuration, "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
    Process process =
        new ProcessBuilder(program.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Mosquitto broker = new Mosquitto(process, configuration, port);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(broker::answers);
    return broker;
  }

  private boolean answers() {
    try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return trial.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI uri() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    Files.deleteIfExists(configuration);
  }
}
