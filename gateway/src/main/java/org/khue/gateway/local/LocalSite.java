package org.khue.gateway.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's page and health answer. It shows how devices do, nothing of persons; it changes
/// nothing, and needs no login on the address that it is bound to.
public final class LocalSite implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalSite.class);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<LocalStatus> status;
  private final byte[] style;

  static {
    // The JDK's server reads these once: slow or many clients must not hold the gateway's memory.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
    System.setProperty("jdk.httpserver.maxConnections", "64");
  }

  private LocalSite(HttpServer server, Supplier<LocalStatus> status) throws IOException {
    this.server = server;
    this.status = status;
    try (InputStream css = LocalSite.class.getResourceAsStream("style.css")) {
      if (css == null) {
        throw new IOException("style.css is missing in the gateway's jar");
      }
      style = css.readAllBytes();
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// @throws java.net.BindException if the address is taken
  public static LocalSite start(Endpoint bind, Supplier<LocalStatus> status) throws IOException {
    return new LocalSite(
        HttpServer.create(new InetSocketAddress(bind.host(), bind.port()), 16), status);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "text/plain", "GET only\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      Texts texts =
          Texts.of(
              exchange.getRequestURI().getRawQuery(),
              exchange.getRequestHeaders().getFirst("Accept-Language"));
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> text(exchange, "text/html", StatusPage.render(status.get(), texts));
        case "/health" ->
            text(exchange, "application/json", HealthJson.render(status.get(), texts));
        case "/style.css" -> send(exchange, 200, "text/css", style);
        default -> send(exchange, 404, "text/plain", "404\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      log.debug("A client of the local site went away: {}", e.toString());
    } catch (RuntimeException e) {
      log.error("A bug in the local site, which goes on", e);
    }
  }

  private static void text(HttpExchange exchange, String type, String body) throws IOException {
    send(exchange, 200, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Cache-Control", type.equals("text/css") ? "max-age=3600" : "no-store");
    headers.set("Vary", "Accept-Language");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
