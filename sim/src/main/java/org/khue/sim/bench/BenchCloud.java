package org.khue.sim.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A cloud process of its own for a bench, on free ports, with an empty database in a temporary
/// directory that is deleted afterwards.
public final class BenchCloud implements AutoCloseable {
  static final String READ_TOKEN = "read token of the benches";

  private static final Duration START_WITHIN = Duration.ofSeconds(300);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(90);

  private final Path directory;
  private final Process process;
  private final int httpPort;
  private final int mqttPort;

  private BenchCloud(Path directory, Process process, int httpPort, int mqttPort) {
    this.directory = directory;
    this.process = process;
    this.httpPort = httpPort;
    this.mqttPort = mqttPort;
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param home the project's folder, built
  public static BenchCloud start(Path home, List<String> gateways)
      throws IOException, InterruptedException {
    return start(home, gateways, List.of());
  }

  /// @param settings more of them, as options of the Java machine
  static BenchCloud start(Path home, List<String> gateways, List<String> settings)
      throws IOException, InterruptedException {
    Path target = home.resolve("cloud-api/server/target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new IOException(
          target + "/lib is missing: build the project first (mvn package -DskipTests)");
    }
    Path directory = Files.createTempDirectory("khue-bench-");
    List<Map<String, String>> lines = new ArrayList<>();
    for (String gateway : gateways) {
      lines.add(Map.of("id", gateway, "secretSha256", sha256(secret(gateway))));
    }
    Path gatewaysFile = directory.resolve("gateways.json");
    new ObjectMapper().writeValue(gatewaysFile.toFile(), lines);
    Path tokens = directory.resolve("tokens.json");
    new ObjectMapper().writeValue(tokens.toFile(), Map.of("read", READ_TOKEN));
    int http = freePort();
    int mqtt = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dmicronaut.server.port=" + http,
            "-Dkhue.mqtt.port=" + mqtt,
            "-Dkhue.mqtt.tls.port=-1",
            "-Dkhue.data=" + directory,
            "-Dkhue.gateways-file=" + gatewaysFile,
            "-Dkhue.tokens-file=" + tokens));
    command.addAll(settings);
    command.addAll(
        List.of(
            "-cp",
            target.resolve("classes") + ":" + target.resolve("lib") + "/*",
            "org.khue.cloud.CloudApplication"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BenchCloud cloud = new BenchCloud(directory, process, http, mqtt);
    try {
      cloud.awaitReady();
    } catch (IOException e) {
      cloud.close();
      throw e;
    }
    return cloud;
  }

  public static String secret(String gateway) {
    return "bench secret of " + gateway;
  }

  String httpUrl() {
    return "http://127.0.0.1:" + httpPort;
  }

  public String mqttUrl() {
    return "tcp://127.0.0.1:" + mqttPort;
  }

  /// How the bench itself reaches the cloud's database.
  public BenchDatabase database() throws IOException {
    Path postgres = directory.resolve("postgres");
    String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(3).strip();
    return new BenchDatabase(
        "jdbc:postgresql://127.0.0.1:" + port + "/khue",
        "khue",
        Files.readString(postgres.resolve("password")).strip());
  }

  /// CPU time of the cloud's own process so far; zero where the system does not tell.
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              if (line.startsWith("READY ")) {
                ready.countDown();
              }
            }
          } catch (IOException e) {
            System.err.println("The cloud's output ended: " + e.getMessage());
          }
        });
    long end = System.nanoTime() + START_WITHIN.toNanos();
    while (!ready.await(100, TimeUnit.MILLISECONDS)) {
      if (!process.isAlive()) {
        throw new IOException("the cloud ended with code " + process.exitValue() + ", see above");
      }
      if (System.nanoTime() > end) {
        throw new IOException("the cloud was not ready within " + START_WITHIN.toSeconds() + " s");
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
