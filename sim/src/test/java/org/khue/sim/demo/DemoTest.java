package org.khue.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole chain in real processes, as `./khue demo` runs it.
class DemoTest {
  private static final int SHIFT = 5000;

  /// The cloud calls a missing sample lost when its explanation had 10 s to come.
  private static final Duration A_LOSS_SHOWS_AFTER = Duration.ofSeconds(13);

  private final List<String> news = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void theProjectIsBuilt() {
    List<String> missing = Parts.ofSystemProperties().missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);
  }

  @Test
  void twoDemosSideBySideDeliverAndLeaveNothingBehind(@TempDir Path folder) throws Exception {
    try (Demo first = demo(folder.resolve("first"), SHIFT, 2);
        Demo second = demo(folder.resolve("second"), SHIFT + 200, 1)) {
      first.start();
      second.start();
      for (Demo demo : List.of(first, second)) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(40))
            .until(() ->
                demo.summary().filter(s -> s.comparedDevices() > 2 && s.events() > 0).isPresent());
      }
      Awaitility.await()
          .pollInterval(Duration.ofSeconds(1))
          .during(A_LOSS_SHOWS_AFTER)
          .atMost(A_LOSS_SHOWS_AFTER.multipliedBy(2))
          .untilAsserted(() -> {
            for (Demo demo : List.of(first, second)) {
              Summary summary = demo.summary().orElseThrow();
              assertEquals(0, summary.lost(), summary.toString());
              assertEquals(0, summary.duplicates(), summary.toString());
              assertTrue(summary.devices() >= 4, summary.toString());
            }
          });
      assertEquals(
          Set.of("scpi-power-supply", "tasmota-plug"),
          found(folder.resolve("first/gateways/gw-vat-li-1/gateway.yaml"), folder));
      assertEquals(401, status(first.url().resolve("/api/v1/telemetry/summary"), "wrong"));
      assertEquals(
          200, status(first.url().resolve("/api/v1/telemetry/summary"), first.readToken()));
    }
    assertEquals(List.of(), processesWith(folder.toString()));
    assertEquals(List.of(), news);
    assertFalse(
        Files.exists(
            folder.resolve("first/serial/vat-li-1-reader"),
            java.nio.file.LinkOption.NOFOLLOW_LINKS));
    demo(folder.resolve("again"), SHIFT, 2).close();
  }

  @Test
  void aTakenPortIsNamedWithItsUseAndTheWayOut(@TempDir Path folder) throws IOException {
    int shift = SHIFT + 500;
    try (ServerSocket taken = new ServerSocket(8080 + shift, 1, InetAddress.getLoopbackAddress())) {
      Demo.DemoProblem problem = assertThrows(Demo.DemoProblem.class, () -> demo(folder, shift, 1));
      assertEquals(3, problem.exitCode());
      String message = String.valueOf(problem.getMessage());
      assertTrue(
          message.contains("port " + taken.getLocalPort() + " (cloud, HTTP) is taken"), message);
      assertTrue(message.contains("--port-base"), message);
    }
  }

  private Demo demo(Path data, int shift, int rooms) throws IOException, Demo.DemoProblem {
    return Demo.prepare(
        new DemoOptions(rooms, 10, Files.createDirectories(data), shift, 1),
        Parts.ofSystemProperties(),
        news::add);
  }

  /// The profiles of what a gateway finds that nobody has named.
  private static Set<String> found(Path gateway, Path temporary)
      throws IOException, InterruptedException {
    Process search =
        new ProcessBuilder(Parts.ofSystemProperties().discover(gateway, temporary))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode list = new JsonMapper().readTree(search.getInputStream());
    assertEquals(0, search.waitFor());
    Set<String> profiles = new TreeSet<>();
    list.forEach(finding -> profiles.add(finding.path("profiles").path(0).asText()));
    return profiles;
  }

  private static int status(URI uri, String token) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static List<String> processesWith(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(text))
        .toList();
  }
}
