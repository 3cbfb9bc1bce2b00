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
import org.khue.cloud.telemetry.GatewayCertificates;
import org.khue.cloud.telemetry.GatewayDoor;
import org.khue.cloud.telemetry.internal.ingest.Inbound;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.ingest.NewestReadings;
import org.khue.cloud.telemetry.internal.live.Presences;
import org.khue.contract.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cloud's own MQTT endpoint: no general broker, only the topics between gateways and cloud.
@Context
public final class MqttEndpoint implements Line, GatewayDoor {
  /// A batch and what MQTT puts around it.
  static final int LARGEST_PACKET_BYTES = Batch.MAX_BYTES + 4 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(MqttEndpoint.class);
  private static final int MOST_CONNECTIONS = 5_000;
  private static final int LONGEST_CLIENT_ID = 256;
  private static final int THREADS = 2;

  final Ingest ingest;
  final Inbound inbound;
  final NewestReadings newest;
  final Presences presences;
  final Downlink downlink;
  final Greeter greeter;
  final GatewayCertificates certificates;
  final Trespasses trespasses;
  private final MqttSettings settings;
  private final Map<String, MqttSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private @Nullable EventLoopGroup loops;
  private @Nullable Channel listening;
  private @Nullable Channel listeningTls;

  MqttEndpoint(
      MqttSettings settings,
      Ingest ingest,
      Inbound inbound,
      NewestReadings newest,
      Presences presences,
      Downlink downlink,
      Greeter greeter,
      GatewayCertificates certificates,
      Trespasses trespasses) {
    this.settings = settings;
    this.ingest = ingest;
    this.inbound = inbound;
    this.newest = newest;
    this.presences = presences;
    this.downlink = downlink;
    this.greeter = greeter;
    this.certificates = certificates;
    this.trespasses = trespasses;
  }

  /// @throws PortTakenException if somebody else listens there
  @PostConstruct
  void start() {
    if (settings.brokerUrl() != null) {
      return;
    }
    settings.check();
    downlink.use(this);
    certificates.whenCut(this::cut);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    loops = group;
    try {
      if (settings.port() != MqttSettings.NONE) {
        listening = listen(group, settings.host(), settings.port(), "khue.mqtt.port", null);
      }
      if (settings.tlsPort() != MqttSettings.NONE) {
        TlsDoor door = new TlsDoor(certificates);
        listeningTls =
            listen(group, settings.tlsHost(), settings.tlsPort(), "khue.mqtt.tls.port", door);
      }
    } catch (RuntimeException e) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
    LOG.info("MQTT 5 and 3.1.1 on ports {} (without TLS) and {} (with)", port(), tlsPort());
  }

  private Channel listen(
      EventLoopGroup group, String host, int port, String key, @Nullable TlsDoor door) {
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
                    accept(channel, door);
                  }
                });
    var bound = server.bind(host, port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new PortTakenException("MQTT", host, port, key, bound.cause());
    }
    return bound.channel();
  }

  /// The port it listens on without TLS; 0 if it does not.
  public int port() {
    return port(listening);
  }

  @Override
  public int tlsPort() {
    return port(listeningTls);
  }

  private static int port(@Nullable Channel channel) {
    return channel != null && channel.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  @PreDestroy
  void stop() {
    for (Channel channel : new Channel[] {listening, listeningTls}) {
      if (channel != null) {
        channel.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
      }
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

  /// Ends the connection of a gateway whose certificate was revoked.
  private void cut(String gateway) {
    MqttSession session = sessions.get(gateway);
    if (session != null) {
      session.cut();
    }
  }

  private void accept(SocketChannel channel, @Nullable TlsDoor door) {
    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
      LOG.warn("More than {} connections: one from {} is closed", MOST_CONNECTIONS, channel);
      channel.close();
    }
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    if (door != null) {
      channel.pipeline().addLast(door.handler(channel));
    }
    channel
        .pipeline()
        .addLast(new MqttDecoder(LARGEST_PACKET_BYTES, LONGEST_CLIENT_ID))
        .addLast(MqttEncoder.INSTANCE)
        .addLast(new MqttSession(this));
  }
}
