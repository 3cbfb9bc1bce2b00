package org.khue.gateway.local;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.khue.gateway.config.GatewayConfig.Endpoint;

/// The server of the gateway's own pages, on the JDK's small HTTP server.
public final class LocalSite implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  static {
    // The JDK's server reads these once: slow or many clients must not hold the gateway's memory.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
    System.setProperty("jdk.httpserver.maxConnections", "64");
  }

  private LocalSite(HttpServer server, HttpHandler pages) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", pages);
    server.start();
  }

  /// @throws java.net.BindException if the address is taken
  public static LocalSite start(Endpoint bind, HttpHandler pages) throws IOException {
    return new LocalSite(
        HttpServer.create(new InetSocketAddress(bind.host(), bind.port()), 16), pages);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
