package org.khue.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process that is measured from outside: how long until it says READY, how much memory it holds.
final class GatewayProcess implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final long readyMillis;

  private GatewayProcess(Process process, long readyMillis) {
    this.process = process;
    this.readyMillis = readyMillis;
  }

  /// Starts the command and waits for its READY line.
  static GatewayProcess start(List<String> command) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture<Long> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> drain(process, ready));
    try {
      long at = ready.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return new GatewayProcess(process, (at - begin) / 1_000_000);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("not ready within " + START_WITHIN.toSeconds() + " s: " + command, e);
    }
  }

  private static void drain(Process process, CompletableFuture<Long> ready) {
    StringBuilder before = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("READY ")) {
          ready.complete(System.nanoTime());
        } else if (!ready.isDone()) {
          before.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      before.append(e.getMessage());
    }
    ready.completeExceptionally(new IOException("it ended and said:\n" + before));
  }

  long readyMillis() {
    return readyMillis;
  }

  /// Resident memory in kB, as the kernel counts it.
  long residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("the kernel tells no VmRSS of process " + process.pid());
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// How many devices its local site shows as online.
  static long online(int localPort) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + localPort + "/health"))
              .timeout(Duration.ofSeconds(5))
              .build();
      long online = 0;
      for (JsonNode device :
          JSON.readTree(client.send(request, BodyHandlers.ofString()).body()).path("devices")) {
        online += device.path("state").asText().equals("ONLINE") ? 1 : 0;
      }
      return online;
    }
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
  }
}
