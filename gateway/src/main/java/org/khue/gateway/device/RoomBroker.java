package org.khue.gateway.device;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptExceptionMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's own MQTT 3.1.1 broker for the devices of the room.
///
/// Devices such as Tasmota plugs have no certificates, so it takes anonymous clients, on the one
/// address that it is bound to: loopback, or the network of the room's devices. It keeps nothing on
/// disk; after a restart devices connect and report again by themselves.
///
/// Its clients are served by a few threads. When one of them ends by an error, its clients would
/// stay silent for ever, so the broker is then started anew; devices connect again.
public final class RoomBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoomBroker.class);

  /// Larger than any discovery message of Zigbee2MQTT, small enough for a Pi.
  private static final int MOST_MESSAGE_BYTES = 256 * 1024;

  private static final int MOST_QUEUED_MESSAGES = 1_024;
  private static final Duration CLOSE_PATIENCE = Duration.ofMillis(500);
  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);

  private final int port;
  private final Properties settings;
  private final AtomicBoolean restarting = new AtomicBoolean();
  private volatile Server server = new Server();
  private volatile boolean closed;
  private volatile int restarts;

  private RoomBroker(int port, Properties settings) {
    this.port = port;
    this.settings = settings;
  }

  /// @param scratch a directory that the broker may use
  /// @throws java.net.BindException if the address is taken
  public static RoomBroker start(Endpoint bind, Path scratch) throws IOException {
    // The broker itself does not tell a taken port from other failures.
    int port;
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(bind.host(), bind.port()));
      port = probe.getLocalPort();
    }
    Properties settings = new Properties();
    settings.setProperty(IConfig.HOST_PROPERTY_NAME, bind.host());
    settings.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
    settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    settings.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, scratch.toString());
    // The broker's maker would otherwise be told of each start over the internet.
    settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    settings.setProperty(
        IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(MOST_MESSAGE_BYTES));
    settings.setProperty(IConfig.SESSION_QUEUE_SIZE, Integer.toString(MOST_QUEUED_MESSAGES));
    RoomBroker broker = new RoomBroker(port, settings);
    broker.server = broker.serving();
    return broker;
  }

  private Server serving() throws IOException {
    Server started = new Server();
    started.startServer(
        new MemoryConfig(settings), List.of(new LoopWatch(error -> startAnew(started, error))));
    return started;
  }

  private void startAnew(Server broken, Throwable error) {
    if (broken != server || closed || !restarting.compareAndSet(false, true)) {
      return;
    }
    LOG.warn("The room broker has lost a thread and is started anew; devices connect again", error);
    Thread.ofPlatform().daemon().name("room-broker-restart").start(() -> replace(broken));
  }

  private void replace(Server broken) {
    try {
      end(broken);
      while (!closed) {
        try {
          server = serving();
          restarts++;
          break;
        } catch (IOException | RuntimeException e) {
          LOG.warn("The room broker cannot start yet: {}", e.toString());
          Thread.sleep(BETWEEN_STARTS);
        }
      }
      if (closed) {
        end(server);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      restarting.set(false);
    }
  }

  public int port() {
    return port;
  }

  /// How often it was started anew.
  int restarts() {
    return restarts;
  }

  /// Its port is free at once; the rest of its end, seconds of waiting for clients that may still
  /// speak, goes on in the background.
  @Override
  public void close() {
    closed = true;
    try {
      end(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Server server) throws InterruptedException {
    Thread.ofPlatform()
        .daemon()
        .name("room-broker-end")
        .start(server::stopServer)
        .join(CLOSE_PATIENCE);
  }

  /// Hears of a thread's end from the broker itself.
  private static final class LoopWatch extends AbstractInterceptHandler {
    private final Consumer<Throwable> lost;

    LoopWatch(Consumer<Throwable> lost) {
      this.lost = lost;
    }

    @Override
    public String getID() {
      return "loop-watch";
    }

    @Override
    public Class<?>[] getInterceptedMessageTypes() {
      return new Class<?>[] {InterceptExceptionMessage.class};
    }

    @Override
    public void onSessionLoopError(Throwable error) {
      lost.accept(error);
    }
  }
}
