package org.khue.sim.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The provider: `POST /messages` takes a message, `GET /messages` lists the last 1,000.
///
/// An address that ends in `000` is refused, one that ends in `999` finds the provider busy. A
/// repeated `Idempotency-Key` gets the first answer again and sends nothing twice.
public final class MessageProvider implements AutoCloseable {
  private static final int MOST_KEPT = 1_000;
  private static final int LONGEST_BODY = 64 * 1024;
  private static final Map<String, Integer> PRICES = Map.of("sms", 350, "zalo", 200);

  private final ObjectMapper json = new ObjectMapper();
  private final String token;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Message> taken =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /// A message that was taken.
  ///
  /// @param cost in đồng
  public record Message(String id, String channel, String to, String text, int cost) {}

  /// @param port 0 for any
  /// @param token that callers must show
  /// @throws IOException if the port cannot be had
  public MessageProvider(int port, String token) throws IOException {
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/messages", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// What was taken, the oldest first.
  public List<Message> messages() {
    synchronized (taken) {
      return List.copyOf(taken.values());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + token).equals(shown)) {
        send(exchange, 401, Map.of("error", "unknown-token"));
      } else if (exchange.getRequestMethod().equals("GET")) {
        send(exchange, 200, messages());
      } else if (exchange.getRequestMethod().equals("POST")) {
        take(exchange);
      } else {
        send(exchange, 405, Map.of("error", "method"));
      }
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    JsonNode asked;
    try {
      asked = json.readTree(body);
    } catch (IOException e) {
      send(exchange, 400, Map.of("error", "no-json"));
      return;
    }
    String channel = asked.path("channel").asText("");
    String to = asked.path("to").asText("");
    String text = asked.path("text").asText("");
    Integer price = PRICES.get(channel);
    if (key == null || body.length > LONGEST_BODY || price == null || to.isEmpty()) {
      send(exchange, 400, Map.of("error", "incomplete"));
    } else if (to.endsWith("000")) {
      send(exchange, 422, Map.of("error", "unknown-address"));
    } else if (to.endsWith("999")) {
      send(exchange, 503, Map.of("error", "busy"));
    } else {
      Message message;
      synchronized (taken) {
        message =
            taken.computeIfAbsent(
                key, _ -> new Message("m-" + (taken.size() + 1), channel, to, text, price));
      }
      send(exchange, 202, Map.of("id", message.id(), "cost", message.cost()));
    }
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
