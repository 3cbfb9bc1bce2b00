package org.khue.driver.mqtt;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/// Moquette, the broker that the gateway carries, on a free port.
final class TestBroker implements AutoCloseable {
  private final Server server = new Server();
  private final Path scratch;
  private final int port;

  TestBroker() throws IOException {
    scratch = Files.createTempDirectory("broker");
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Properties settings = new Properties();
    settings.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
    settings.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
    settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    settings.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, scratch.toString());
    settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    settings.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, "262144");
    server.startServer(new MemoryConfig(settings));
  }

  int port() {
    return port;
  }

  URI uri() {
    return URI.create("tcp://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.stopServer();
    for (File file : Objects.requireNonNullElse(scratch.toFile().listFiles(), new File[0])) {
      file.delete();
    }
    scratch.toFile().delete();
  }
}
