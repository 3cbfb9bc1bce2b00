package org.khue.sim.device.mqtt;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.sim.device.Peers;

/// A broker on a port of its own.
public final class Mosquitto {
  private static final int MOST_PORTS = 5;

  private final Path directory;
  private final Path log;
  private Optional<Process> process = Optional.empty();
  private int port;

  public Mosquitto(Path directory) {
    this.directory = directory;
    this.log = directory.resolve("mosquitto.log");
  }

  /// Returns when it serves. At first it takes a free port, and another if somebody else is
  /// quicker; after a kill, the same again.
  public void start() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < MOST_PORTS; attempt++) {
      if (port == 0) {
        port = freePort();
      }
      Process started = launch();
      await().until(() -> !started.isAlive() || Files.readString(log).contains(" running"));
      if (started.isAlive()) {
        process = Optional.of(started);
        return;
      }
      port = 0;
    }
    throw new IOException("mosquitto does not start: " + Files.readString(log));
  }

  private Process launch() throws IOException {
    Path settings =
        Files.writeString(
            directory.resolve("mosquitto.conf"),
            "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
    return Peers.start(log, "mosquitto", "-c", settings.toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Runs one of its clients to the end.
  void run(String client, String... arguments) throws IOException, InterruptedException {
    Peers.run(client, arguments(arguments));
  }

  String[] arguments(String... more) {
    List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", String.valueOf(port)));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  void kill() throws InterruptedException {
    process.orElseThrow().destroyForcibly().waitFor();
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  public void close() throws InterruptedException {
    if (process.isPresent()) {
      Peers.end(process.get());
    }
  }
}
