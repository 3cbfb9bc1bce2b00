package org.khue.gateway.uplink;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.Command;
import org.khue.contract.Entry;
import org.khue.contract.GatewayState;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// A cloud in the test's JVM: an MQTT 5 endpoint with the cursor rule of the real one, and with
/// faults on demand. All of its state lives on one event loop.
final class FakeCloud implements AutoCloseable {
  static final String GATEWAY = "gw-test";
  static final String SECRET = "s3cret";

  private final EventLoopGroup loop = new NioEventLoopGroup(1);
  private final Map<Stream, List<Taken>> taken = new EnumMap<>(Stream.class);
  private final Map<Stream, Long> cursors = new EnumMap<>(Stream.class);
  private final List<GatewayState> states = new CopyOnWriteArrayList<>();
  private final int port;
  private @Nullable Channel server;
  private volatile @Nullable Channel gateway;
  volatile Faults faults = (batch, number) -> Fault.NONE;
  volatile int connections;

  /// Connections begin, and nothing gets through them.
  volatile boolean deaf;

  volatile int batches;

  /// An entry as the cloud keeps it.
  record Taken(long seq, Entry entry) {}

  @FunctionalInterface
  interface Faults {
    /// @param number counts the batches that came, from 1
    Fault of(Batch batch, int number);
  }

  FakeCloud() {
    for (Stream stream : Stream.values()) {
      taken.put(stream, new CopyOnWriteArrayList<>());
      cursors.put(stream, 0L);
    }
    port = listen(0);
  }

  private int listen(int onPort) {
    Channel bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new MqttDecoder(1 << 20), MqttEncoder.INSTANCE, new Peer());
                  }
                })
            .bind("127.0.0.1", onPort)
            .syncUninterruptibly()
            .channel();
    server = bound;
    return ((java.net.InetSocketAddress) bound.localAddress()).getPort();
  }

  String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  /// Refuses connections until [#up()].
  void down() {
    java.util.Objects.requireNonNull(server).close().syncUninterruptibly();
    cut();
  }

  void up() {
    listen(port);
  }

  void cut() {
    Channel current = gateway;
    if (current != null) {
      current.close().syncUninterruptibly();
    }
  }

  List<Taken> taken(Stream stream) {
    return List.copyOf(taken.getOrDefault(stream, List.of()));
  }

  List<GatewayState> states() {
    return states;
  }

  void cursor(Stream stream, long seq) {
    loop.submit(() -> cursors.put(stream, seq)).syncUninterruptibly();
  }

  void send(Command command) {
    loop.submit(() -> send(Topics.command(GATEWAY), JsonCodec.write(command)))
        .syncUninterruptibly();
  }

  private void send(String topic, byte[] payload) {
    Channel to = gateway;
    if (to != null) {
      to.writeAndFlush(
          MqttMessageBuilders.publish()
              .topicName(topic)
              .qos(MqttQoS.AT_MOST_ONCE)
              .payload(Unpooled.wrappedBuffer(payload))
              .build());
    }
  }

  private void take(Batch batch, Channel from) {
    batches++;
    Fault fault = batch.entries().isEmpty() ? Fault.NONE : faults.of(batch, batches);
    switch (fault) {
      case NONE -> answer(commit(batch, batch.entries().size()));
      case LOSE_BATCH -> {}
      case LOSE_ACK -> commit(batch, batch.entries().size());
      case CUT_AFTER_COMMIT -> {
        commit(batch, batch.entries().size());
        from.close();
      }
      case CUT_BEFORE_COMMIT -> from.close();
      case REFUSE -> answer(new Ack(batch.stream(), cursor(batch.stream()), "for the test"));
      case REPEAT -> {
        answer(commit(batch, batch.entries().size()));
        answer(commit(batch, batch.entries().size()));
      }
      case HALF -> answer(commit(batch, (batch.entries().size() + 1) / 2));
    }
  }

  /// The same for a batch that came over HTTPS.
  Ack takeOverHttps(Batch batch) {
    return loop.submit(() -> commit(batch, batch.entries().size())).syncUninterruptibly().getNow();
  }

  private long cursor(Stream stream) {
    return cursors.getOrDefault(stream, 0L);
  }

  private Ack commit(Batch batch, int count) {
    Stream stream = batch.stream();
    long cursor = cursor(stream);
    if (batch.firstSeq() > cursor + 1) {
      return new Ack(stream, cursor, "begins at " + batch.firstSeq());
    }
    long seq = batch.firstSeq();
    for (Entry entry : new ArrayList<>(batch.entries()).subList(0, count)) {
      long last = seq + entry.span() - 1;
      if (last > cursor) {
        java.util.Objects.requireNonNull(taken.get(stream)).add(new Taken(seq, entry));
        cursor = last;
      }
      seq = last + 1;
    }
    cursors.put(stream, cursor);
    return new Ack(stream, cursor, null);
  }

  private void answer(Ack ack) {
    send(Topics.ack(GATEWAY, ack.stream()), JsonCodec.write(ack));
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// One connection.
  private final class Peer extends SimpleChannelInboundHandler<MqttMessage> {
    private byte @Nullable [] will;

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message)
        throws WireException {
      switch (message) {
        case MqttConnectMessage connect -> connect(context, connect);
        case MqttSubscribeMessage subscribe -> subscribed(context, subscribe);
        case MqttPublishMessage publish -> publish(context, publish);
        default -> other(context, message);
      }
    }

    private void connect(ChannelHandlerContext context, MqttConnectMessage connect) {
      boolean known =
          GATEWAY.equals(connect.payload().userName())
              && SECRET.equals(
                  new String(connect.payload().passwordInBytes(), StandardCharsets.UTF_8));
      MqttConnectReturnCode code =
          known
              ? MqttConnectReturnCode.CONNECTION_ACCEPTED
              : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD;
      context.writeAndFlush(MqttMessageBuilders.connAck().returnCode(code).build());
      if (known) {
        connections++;
        will = connect.payload().willMessageInBytes();
        gateway = context.channel();
      } else {
        context.close();
      }
    }

    private void subscribed(ChannelHandlerContext context, MqttSubscribeMessage subscribe) {
      var ack = MqttMessageBuilders.subAck().packetId(subscribe.variableHeader().messageId());
      subscribe
          .payload()
          .topicSubscriptions()
          .forEach(each -> ack.addGrantedQos(MqttQoS.AT_LEAST_ONCE));
      context.writeAndFlush(ack.build());
    }

    private void publish(ChannelHandlerContext context, MqttPublishMessage publish)
        throws WireException {
      if (deaf) {
        return;
      }
      byte[] payload = new byte[publish.payload().readableBytes()];
      publish.payload().readBytes(payload);
      context.writeAndFlush(
          MqttMessageBuilders.pubAck().packetId(publish.variableHeader().packetId()).build());
      if (publish.variableHeader().topicName().equals(Topics.state(GATEWAY))) {
        states.add(JsonCodec.read(payload, GatewayState.class));
      } else {
        take(BatchCodec.read(payload), context.channel());
      }
    }

    private void other(ChannelHandlerContext context, MqttMessage message) {
      switch (message.fixedHeader().messageType()) {
        case PINGREQ -> context.writeAndFlush(MqttMessage.PINGRESP);
        case DISCONNECT -> {
          will = null;
          context.close();
        }
        default -> {}
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws WireException {
      if (will != null) {
        states.add(JsonCodec.read(will, GatewayState.class));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
