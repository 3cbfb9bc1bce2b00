package org.khue.gateway.device;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.khue.gateway.config.GatewayConfig.Endpoint;

/// The gateway's own MQTT 3.1.1 broker for the devices of the room.
///
/// Devices such as Tasmota plugs have no certificates, so it takes anonymous clients, on the one
/// address that it is bound to: loopback, or the network of the room's devices. It keeps nothing on
/// disk; after a restart devices connect and report again by themselves.
public final class RoomBroker implements AutoCloseable {
  /// Larger than any discovery message of Zigbee2MQTT, small enough for a Pi.
  private static final int MOST_MESSAGE_BYTES = 256 * 1024;

  private static final int MOST_QUEUED_MESSAGES = 1_024;
  private static final Duration CLOSE_PATIENCE = Duration.ofMillis(500);

  private final Server server;

  private RoomBroker(Server server) {
    this.server = server;
  }

  /// @param scratch a directory that the broker may use
  /// @throws java.net.BindException if the address is taken
  public static RoomBroker start(Endpoint bind, Path scratch) throws IOException {
    // The broker itself does not tell a taken port from other failures.
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(bind.host(), bind.port()));
    }
    Properties settings = new Properties();
    settings.setProperty(IConfig.HOST_PROPERTY_NAME, bind.host());
    settings.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(bind.port()));
    settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    settings.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, scratch.toString());
    // The broker's maker would otherwise be told of each start over the internet.
    settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    settings.setProperty(
        IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(MOST_MESSAGE_BYTES));
    settings.setProperty(IConfig.SESSION_QUEUE_SIZE, Integer.toString(MOST_QUEUED_MESSAGES));
    Server server = new Server();
    server.startServer(new MemoryConfig(settings));
    return new RoomBroker(server);
  }

  public int port() {
    return server.getPort();
  }

  /// Its port is free at once; the rest of its end, seconds of waiting for clients that may still
  /// speak, goes on in the background.
  @Override
  public void close() {
    Thread end = Thread.ofPlatform().daemon().name("room-broker-end").start(server::stopServer);
    try {
      end.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
