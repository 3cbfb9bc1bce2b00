package org.khue.sim.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PERIOD = Duration.ofMillis(50);
  private final AtomicLong last = new AtomicLong(1);
  @TempDir Path directory = Path.of("");

  private List<LedgerLine> lines() {
    return List.of(
        new LedgerLine("gw-a", "meter", new Count.Ticked("tick", last.get(), List.of(2L))),
        new LedgerLine("gw-a", "reader", new Count.Tapped(12, 11)));
  }

  @Test
  void theLedgerHasTheAgreedShape() throws IOException {
    UUID run = UUID.fromString("2f0c6d5e-8d3c-4c11-9d0a-2f8f6d8f3a10");
    byte[] json =
        LedgerJson.encode(
            run,
            Instant.parse("2026-11-24T05:00:00Z"),
            Instant.parse("2026-11-24T05:00:02Z"),
            lines());

    assertEquals(
        JSON.readTree(
            """
            {"run":"2f0c6d5e-8d3c-4c11-9d0a-2f8f6d8f3a10","startedAt":"2026-11-24T05:00:00Z",
             "asOf":"2026-11-24T05:00:02Z","devices":[
              {"gateway":"gw-a","device":"meter","kind":"ticks","point":"tick","first":1,"last":1,"uncertain":[2]},
              {"gateway":"gw-a","device":"reader","kind":"taps","presented":12,"confirmed":11}]}
            """),
        JSON.readTree(json));
  }

  @Test
  void theFileHoldsTheLatestCountsAndNothingLiesBesideIt() throws IOException {
    Path file = directory.resolve("ledger.json");
    try (LedgerKeeper keeper = keeper(new LedgerFile(file))) {
      keeper.start();
      await().until(() -> Files.exists(file));
      last.set(77);
    }

    JsonNode written = JSON.readTree(file.toFile());
    assertEquals(77, written.at("/devices/0/last").asLong());
    try (var files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aCloudThatIsDownAtFirstGetsTheCountsWhenItIsUp() throws IOException {
    int port = freePort();
    Path token = Files.writeString(directory.resolve("token"), "t0ken\n");
    Queue<String> puts = new ConcurrentLinkedQueue<>();
    try (LedgerHttp http = new LedgerHttp(URI.create("http://127.0.0.1:" + port), token);
        LedgerKeeper keeper = keeper(http)) {
      keeper.start();
      assertThrows(IOException.class, () -> http.accept(new byte[0]));

      HttpServer cloud = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
      cloud.createContext(
          "/",
          exchange -> {
            puts.add(
                "%s %s %s"
                    .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      cloud.start();
      await().until(() -> puts.size() >= 3);
      cloud.stop(0);
    }
    assertEquals("PUT /api/v1/telemetry/ledger Bearer t0ken", puts.peek());
  }

  @Test
  void aRefusalIsAnError() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "wrong");
    HttpServer cloud = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    cloud.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    cloud.start();
    URI address = URI.create("http://127.0.0.1:" + cloud.getAddress().getPort() + "/own/path");
    try (LedgerHttp http = new LedgerHttp(address, token)) {
      IOException refusal =
          assertThrows(IOException.class, () -> http.accept("{}".getBytes(UTF_8)));
      assertEquals(address + " answered 401", refusal.getMessage());
    } finally {
      cloud.stop(0);
    }
  }

  @Test
  void theLastCountsAreSentAtTheEnd() {
    Queue<byte[]> taken = new ConcurrentLinkedQueue<>();
    LedgerKeeper keeper =
        new LedgerKeeper(
            UUID.randomUUID(),
            Instant.now(),
            InstantSource.system(),
            this::lines,
            taken::add,
            Duration.ofHours(1));
    keeper.start();
    assertTrue(taken.isEmpty());
    keeper.close();

    assertFalse(taken.isEmpty());
  }

  private LedgerKeeper keeper(LedgerSink sink) {
    return new LedgerKeeper(
        UUID.randomUUID(), Instant.now(), InstantSource.system(), this::lines, sink, PERIOD);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
