package org.khue.cloud.platform.files;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.net.PortTakenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands files out at an origin of their own: no cookie of this site comes here, and nothing that a
/// file holds may run. Only links of [FileLinks] lead anywhere.
@Context
final class FileServer {
  private static final Logger LOG = LoggerFactory.getLogger(FileServer.class);

  static {
    // Slow clients are cut off, and no more than so many are served at once.
    System.setProperty("sun.net.httpserver.maxReqTime", "15");
    System.setProperty("sun.net.httpserver.maxRspTime", "600");
    System.setProperty("jdk.httpserver.maxConnections", "500");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FileLinks links;
  private final BlobFiles blobs;
  private final boolean scanning;
  private final DataSource source;
  private final Clock clock;

  FileServer(
      FileSettings settings,
      FileLinks links,
      BlobFiles blobs,
      @Nullable Scanner scanner,
      Database database,
      Clock clock) {
    this.links = links;
    this.blobs = blobs;
    this.scanning = scanner != null;
    this.source = database.systemSource();
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
    } catch (IOException e) {
      throw new PortTakenException(
          "The origin of files", settings.host(), settings.port(), "khue.files.port", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    String own = "http://" + settings.host() + ":" + server.getAddress().getPort();
    links.servedAt(settings.url() == null ? own : settings.url());
  }

  @PreDestroy
  void close() {
    server.stop(1);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Cache-Control", "no-store");
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      Optional<StoredFile> file = find(exchange.getRequestURI().getPath());
      if (file.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, file.get(), method.equals("HEAD"));
    } catch (SQLException e) {
      LOG.warn("A file cannot be handed out just now: {}", e.getMessage());
      exchange.sendResponseHeaders(503, -1);
    }
  }

  private Optional<StoredFile> find(String path) throws SQLException {
    var id = links.file(path, clock.instant());
    if (id.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = source.getConnection()) {
      return FileStore.find(connection, id.get())
          .filter(found -> found.removedAt() == null)
          .filter(found -> StoredFiles.isHandedOut(found.state(), scanning));
    }
  }

  private void send(HttpExchange exchange, StoredFile file, boolean headOnly) throws IOException {
    Path content = blobs.path(HexFormat.of().parseHex(file.sha256()));
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", file.type());
    headers.set(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"));
    if (headOnly) {
      headers.set("Content-Length", String.valueOf(file.size()));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, file.size() == 0 ? -1 : file.size());
      if (file.size() > 0) {
        Files.copy(content, exchange.getResponseBody());
      }
    }
  }
}
