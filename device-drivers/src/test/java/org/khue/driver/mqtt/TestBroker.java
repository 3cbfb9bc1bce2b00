package org.khue.driver.mqtt;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Moquette, the broker that the gateway carries, on a free port.
final class TestBroker implements AutoCloseable {
  private final Server server = new Server();
  private final Path scratch;

  TestBroker() throws IOException {
    scratch = Files.createTempDirectory("broker");
    Properties settings = new Properties();
    settings.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
    settings.setProperty(IConfig.PORT_PROPERTY_NAME, "0");
    settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    settings.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, scratch.toString());
    settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    settings.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, "262144");
    server.startServer(new MemoryConfig(settings));
  }

  int port() {
    return server.getPort();
  }

  URI uri() {
    return URI.create("tcp://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.stopServer();
    try (var files = Files.walk(scratch)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new AssertionError("Cannot tidy up " + scratch, e);
    }
  }
}
