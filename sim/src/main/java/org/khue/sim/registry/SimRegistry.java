package org.khue.sim.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The simulated registry's HTTP server: `POST /v1/persons/check` on the loopback address.
public final class SimRegistry implements AutoCloseable {
  private static final int LONGEST_QUESTION = 16 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectMapper json = new ObjectMapper();
  private final Behaviour behaviour;
  private final AtomicInteger asked = new AtomicInteger();

  /// How it treats who asks.
  ///
  /// @param token the bearer token to show; null when none is asked for
  /// @param delay before each answer
  /// @param failEvery each so many-th question gets 503; 0 for none
  public record Behaviour(@Nullable String token, Duration delay, int failEvery) {
    /// Answers all at once.
    public static final Behaviour PLAIN = new Behaviour(null, Duration.ZERO, 0);
  }

  private SimRegistry(HttpServer server, Behaviour behaviour) {
    this.server = server;
    this.behaviour = behaviour;
  }

  /// @param port 0 for a free one
  /// @throws IOException if the port is taken
  public static SimRegistry start(int port, Behaviour behaviour) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    SimRegistry registry = new SimRegistry(server, behaviour);
    server.setExecutor(registry.threads);
    server.createContext("/v1/persons/check", registry::serve);
    server.start();
    return registry;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number = asked.incrementAndGet();
      LockSupport.parkNanos(behaviour.delay.toNanos());
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, 405, Map.of("error", "ask with POST"));
      } else if (!allowed(exchange)) {
        send(exchange, 401, Map.of("error", "a bearer token is needed"));
      } else if (behaviour.failEvery > 0 && number % behaviour.failEvery == 0) {
        send(exchange, 503, Map.of("error", "simulated failure"));
      } else {
        byte[] question = exchange.getRequestBody().readNBytes(LONGEST_QUESTION);
        try {
          send(exchange, 200, Register.answer(json.readValue(question, new TypeReference<>() {})));
        } catch (JsonProcessingException e) {
          send(exchange, 400, Map.of("error", "the question must be a JSON object of texts"));
        }
      }
    }
  }

  private boolean allowed(HttpExchange exchange) {
    if (behaviour.token == null) {
      return true;
    }
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + behaviour.token).getBytes(StandardCharsets.UTF_8));
  }

  private void send(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
