package org.khue.sim.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Lets the demo's pages pull the virtual cable: `GET /network` answers `on` or `off`, `POST` with
/// that word sets it. On loopback only, and only with the demo's own token.
final class NetworkSwitch implements AutoCloseable {
  private static final int LONGEST_WORD = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final VirtualNetwork network;
  private final String token;

  NetworkSwitch(int port, VirtualNetwork network, String token) throws IOException {
    this.network = network;
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/network", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      if (exchange.getRequestMethod().equals("POST")) {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_WORD);
        String word = new String(body, StandardCharsets.UTF_8).strip();
        if (!word.equals("on") && !word.equals("off")) {
          exchange.sendResponseHeaders(400, -1);
          return;
        }
        network.plug(word.equals("on"));
      }
      byte[] state = (network.isPlugged() ? "on" : "off").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, state.length);
      exchange.getResponseBody().write(state);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
