package org.khue.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.khue.driver.DriverFactory;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;

/// Runs a gateway for some seconds, so that the Java machine learns what a start needs and keeps it
/// in a cache (`-XX:AOTCacheOutput=FILE`). A gateway that is started with that cache is ready in
/// half the time.
///
/// It uses the shipped rooms with devices where nobody answers, a temporary data directory and free
/// ports of the loopback address; it speaks to nobody. Argument: the directory `firmware-config`.
/// Exit code 0 if the gateway ran.
public final class TrainingRun {
  /// Long enough for each driver to have tried its devices.
  private static final Duration RUN = Duration.ofSeconds(2);

  /// Between them they use every kind of driver that ships.
  private static final List<String> ROOMS = List.of("steam", "vat-li-1");

  private TrainingRun() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 1 || !Files.isDirectory(Path.of(args[0]).resolve("rooms"))) {
      System.err.println("Usage: training-run DIRECTORY, the one with rooms/ and profiles/");
      System.exit(2);
    }
    Path firmwareConfig = Path.of(args[0]).toAbsolutePath();
    Path directory = Files.createTempDirectory("khue-training-");
    try {
      for (String room : ROOMS) {
        run(configuration(Files.createDirectory(directory.resolve(room)), room, firmwareConfig));
      }
    } finally {
      remove(directory);
    }
    // Threads of libraries may still wait for devices that are not there.
    System.exit(0);
  }

  private static void run(Path file) throws Exception {
    Map<String, DriverFactory> drivers = ConfigLoader.installedDrivers();
    switch (new ConfigLoader(drivers).load(file)) {
      case Loaded.Wrong<GatewayConfig> wrong ->
          throw new IOException("the shipped rooms are wrong: " + wrong.problems());
      case Loaded.Good<GatewayConfig>(GatewayConfig config) -> {
        try (Gateway gateway =
            Gateway.start(
                config,
                drivers,
                Build.current(),
                new SystemTime(),
                (data, clock) -> Journals.open(data, JournalSettings.DEFAULTS, clock))) {
          gateway.localStatus();
          Thread.sleep(RUN);
        }
      }
    }
  }

  private static Path configuration(Path directory, String room, Path firmwareConfig)
      throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "training\n");
    String shipped = Files.readString(firmwareConfig.resolve("rooms").resolve(room + ".yaml"));
    // A demo may be playing the shipped rooms at their ports.
    Path nobody =
        Files.writeString(
            directory.resolve(room + ".yaml"), shipped.replaceAll("port: 21(\\d+)", "port: 61$1"));
    return Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: training
        data: data
        room: "%s"
        profiles: "%s"
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        room-broker: { embedded: "127.0.0.1:%d" }
        local-site: "127.0.0.1:%d"
        """
            .formatted(nobody, firmwareConfig.resolve("profiles"), freePort(), freePort()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
