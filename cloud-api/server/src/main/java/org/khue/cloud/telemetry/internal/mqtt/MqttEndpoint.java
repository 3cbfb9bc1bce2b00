package org.khue.cloud.telemetry.internal.mqtt;

import io.micronaut.context.annotation.Context;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.net.PortTakenException;
import org.khue.cloud.telemetry.internal.ingest.Inbound;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.live.Presences;
import org.khue.contract.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cloud's own MQTT endpoint: no general broker, only the topics between gateways and cloud.
@Context
public final class MqttEndpoint implements Line {
  /// A batch and what MQTT puts around it.
  static final int LARGEST_PACKET_BYTES = Batch.MAX_BYTES + 4 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(MqttEndpoint.class);
  private static final int MOST_CONNECTIONS = 5_000;
  private static final int LONGEST_CLIENT_ID = 256;
  private static final int THREADS = 2;

  final Ingest ingest;
  final Inbound inbound;
  final Presences presences;
  final Downlink downlink;
  final Greeter greeter;
  private final MqttSettings settings;
  private final Map<String, MqttSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private @Nullable EventLoopGroup loops;
  private @Nullable Channel listening;

  MqttEndpoint(
      MqttSettings settings,
      Ingest ingest,
      Inbound inbound,
      Presences presences,
      Downlink downlink,
      Greeter greeter) {
    this.settings = settings;
    this.ingest = ingest;
    this.inbound = inbound;
    this.presences = presences;
    this.downlink = downlink;
    this.greeter = greeter;
  }

  /// @throws PortTakenException if somebody else listens there
  @PostConstruct
  void start() {
    if (settings.brokerUrl() != null) {
      return;
    }
    downlink.use(this);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    loops = group;
    ServerBootstrap server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    var bound = server.bind(settings.host(), settings.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new PortTakenException(
          "MQTT", settings.host(), settings.port(), "khue.mqtt.port", bound.cause());
    }
    listening = bound.channel();
    LOG.info("MQTT 5 and 3.1.1 on {}:{}", settings.host(), port());
  }

  /// The port it listens on; 0 if it does not.
  public int port() {
    return listening != null && listening.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  @PreDestroy
  void stop() {
    if (listening != null) {
      listening.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
    sessions
        .values()
        .forEach(session ->
            session.end(
                MqttReasonCodes.Disconnect.SERVER_SHUTTING_DOWN, "the cloud is shutting down"));
    if (loops != null) {
      loops.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(5_000);
    }
  }

  @Override
  public boolean send(String gateway, String topic, byte[] payload, boolean retained) {
    MqttSession session = sessions.get(gateway);
    return session != null && session.send(topic, payload, retained);
  }

  /// The gateway's newest connection; an older one is ended.
  void joined(String gateway, MqttSession session) {
    MqttSession older = sessions.put(gateway, session);
    if (older != null) {
      older.end(MqttReasonCodes.Disconnect.SESSION_TAKEN_OVER, "a newer connection took its place");
    }
  }

  /// @return whether it was the gateway's newest connection
  boolean left(String gateway, MqttSession session) {
    return sessions.remove(gateway, session);
  }

  private void accept(SocketChannel channel) {
    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
      LOG.warn("More than {} connections: one from {} is closed", MOST_CONNECTIONS, channel);
      channel.close();
    }
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    channel
        .pipeline()
        .addLast(new MqttDecoder(LARGEST_PACKET_BYTES, LONGEST_CLIENT_ID))
        .addLast(MqttEncoder.INSTANCE)
        .addLast(new MqttSession(this));
  }
}
