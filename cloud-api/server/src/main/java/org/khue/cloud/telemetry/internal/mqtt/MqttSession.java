package org.khue.cloud.telemetry.internal.mqtt;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.SubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.UnsubAck;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.internal.ingest.Delivery;
import org.khue.cloud.telemetry.internal.ingest.Inbound;
import org.khue.contract.Ack;
import org.khue.contract.GatewayState;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// One connection, MQTT 5 or 3.1.1, on its event loop.
///
/// It speaks the topics of the contract only. A batch is confirmed to MQTT (PUBACK) together with
/// the ingest's [Ack], so the number of batches on the way is bounded by the receive maximum. Where
/// the ingest has no room, the batch is parked and the socket is not read until it has: TCP then
/// stops the gateway. Sessions end with their connection: what a gateway misses it sends or asks
/// for again.
final class MqttSession extends SimpleChannelInboundHandler<MqttMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
  private static final String IDLE = "idle";
  private static final int CUT_WITHIN_SECONDS = 2;

  private final MqttEndpoint endpoint;
  private final ArrayDeque<Delivery> parked = new ArrayDeque<>();
  private @Nullable Greeting greeting;
  private @Nullable Filters filters;
  private @Nullable Outbox outbox;
  private @Nullable Channel channel;
  private int unconfirmed;
  private boolean saidGoodbye;
  private boolean waitingForRoom;

  MqttSession(MqttEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    context.pipeline().addFirst(IDLE, new IdleStateHandler(Greeting.LIMIT_SECONDS, 0, 0));
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      malformed(message.decoderResult().cause());
      return;
    }
    Greeting greeted = greeting;
    MqttMessageType type = message.fixedHeader().messageType();
    if (greeted == null) {
      if (message instanceof MqttConnectMessage connect) {
        greet(context, connect);
      } else {
        context.close();
      }
      return;
    }
    endpoint.presences.heard(greeted.gateway());
    switch (type) {
      case PUBLISH -> published(greeted, (MqttPublishMessage) message);
      case PUBACK -> box().acknowledged(idOf(message));
      case SUBSCRIBE -> subscribe(greeted, (MqttSubscribeMessage) message);
      case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message);
      case PINGREQ -> write(MqttMessage.PINGRESP);
      case DISCONNECT -> {
        saidGoodbye = !wantsWill(message);
        context.close();
      }
      case CONNECT, CONNACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, AUTH ->
          end(Disconnect.PROTOCOL_ERROR, "a " + type + " has no place here");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    parked.clear(); // never acknowledged: it will be sent again
    Greeting greeted = greeting;
    if (greeted != null && endpoint.left(greeted.gateway(), this)) {
      endpoint.presences.disconnected(greeted.gateway());
      if (!saidGoodbye && greeted.will() != null) {
        endpoint.presences.will(greeted.gateway(), greeted.will());
      }
    }
    context.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && parked.isEmpty()) {
      end(Disconnect.KEEP_ALIVE_TIMEOUT, "nothing came within the keep alive time");
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    read();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("A connection fails", cause);
    context.close();
  }

  /// Sends a message down; from any thread.
  ///
  /// @return false if the connection is not there any more
  boolean send(String topic, byte[] payload, boolean retained) {
    Channel current = channel;
    if (current == null || !current.isActive()) {
      return false;
    }
    current.eventLoop().execute(() -> sendHere(topic, payload, retained));
    return true;
  }

  /// Ends the connection with a reason (which 3.1.1 cannot be told).
  void end(Disconnect reason, String why) {
    Channel current = Objects.requireNonNull(channel);
    if (!current.eventLoop().inEventLoop()) {
      current.eventLoop().execute(() -> end(reason, why));
      return;
    }
    Greeting greeted = greeting;
    LOG.info(
        "Ending the connection of {}: {}", greeted == null ? "nobody" : greeted.gateway(), why);
    if (greeted == null || !greeted.isVersion5()) {
      current.close();
      return;
    }
    MqttFixedHeader header =
        new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0);
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.REASON_STRING, why));
    current
        .writeAndFlush(
            new MqttMessage(
                header,
                new MqttReasonCodeAndPropertiesVariableHeader(reason.byteValue(), properties)))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /// Ends it because its certificate was revoked; from any thread.
  void cut() {
    end(Disconnect.NOT_AUTHORIZED, "the gateway's certificate was revoked");
    Channel current = Objects.requireNonNull(channel);
    // A peer that reads nothing does not keep the connection by that.
    current.eventLoop().schedule(() -> current.close(), CUT_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private void trespass(Greeting greeted, String did, String topic) {
    endpoint.trespasses.note(greeted.gateway(), did, topic);
    end(Disconnect.NOT_AUTHORIZED, "this gateway may not " + did + " there");
  }

  private void greet(ChannelHandlerContext context, MqttConnectMessage connect) {
    Greeting.Outcome outcome =
        endpoint.greeter.check(
            connect, context.channel().remoteAddress(), TlsDoor.shown(context.pipeline()));
    switch (outcome) {
      case Greeting.Refused refused -> {
        LOG.atLevel(refused.isGuessing() ? Level.DEBUG : Level.INFO)
            .log(
                "Refused a connection from {}: {}",
                context.channel().remoteAddress(),
                refused.why());
        context.writeAndFlush(refused.answer()).addListener(ChannelFutureListener.CLOSE);
      }
      case Greeting.Welcome welcome -> {
        Greeting greeted = welcome.greeting();
        greeting = greeted;
        filters = new Filters(greeted.gateway());
        outbox = new Outbox(context.channel(), greeted.window());
        context.pipeline().replace(IDLE, IDLE, new IdleStateHandler(greeted.idleSeconds(), 0, 0));
        endpoint.joined(greeted.gateway(), this);
        endpoint.presences.connected(greeted.gateway());
        context.writeAndFlush(welcome.answer());
        if (welcome.endsIn() != null) {
          context
              .executor()
              .schedule(
                  () -> end(Disconnect.NOT_AUTHORIZED, "the gateway's certificate has ended"),
                  welcome.endsIn().toSeconds(),
                  TimeUnit.SECONDS);
        }
        // Revoked between the check and here: it was not in the list of those to cut yet.
        if (endpoint.greeter.isRevoked(TlsDoor.shown(context.pipeline()))) {
          cut();
        }
      }
    }
  }

  private void published(Greeting greeted, MqttPublishMessage message) {
    MqttQoS qos = message.fixedHeader().qosLevel();
    int id = qos == MqttQoS.AT_MOST_ONCE ? 0 : message.variableHeader().packetId();
    if (qos == MqttQoS.EXACTLY_ONCE) {
      end(Disconnect.QOS_NOT_SUPPORTED, "QoS 2 is not offered");
      return;
    }
    String topic = message.variableHeader().topicName();
    String gateway = greeted.gateway();
    byte[] payload = ByteBufUtil.getBytes(message.payload());
    if (topic.equals(Topics.state(gateway))) {
      confirm(
          greeted, id, state(gateway, payload) ? PubAck.SUCCESS : PubAck.PAYLOAD_FORMAT_INVALID);
      return;
    }
    if (topic.equals(Topics.live(gateway))) {
      boolean shown = endpoint.newest.show(gateway, payload);
      confirm(greeted, id, shown ? PubAck.SUCCESS : PubAck.PAYLOAD_FORMAT_INVALID);
      return;
    }
    for (Stream stream : Stream.values()) {
      if (topic.equals(Topics.up(gateway, stream))) {
        batch(greeted, stream, payload, id);
        return;
      }
    }
    trespass(greeted, "publish", topic);
  }

  private void batch(Greeting greeted, Stream stream, byte[] payload, int id) {
    if (unconfirmed >= Greeting.RECEIVE_MAXIMUM && greeted.isVersion5()) {
      end(Disconnect.RECEIVE_MAXIMUM_EXCEEDED, "more batches at once than were allowed");
      return;
    }
    Channel current = Objects.requireNonNull(channel);
    boolean[] malformed = new boolean[1];
    Inbound.Parsed parsed =
        endpoint.inbound.parse(
            greeted.gateway(),
            stream,
            payload,
            ack -> current.eventLoop().execute(() -> answer(greeted, id, ack, malformed[0])));
    malformed[0] = parsed.fault() != null;
    if (parsed.fault() != null) {
      LOG.warn("A malformed batch from {}: {}", greeted.gateway(), parsed.fault());
    }
    unconfirmed++;
    parked.add(parsed.delivery());
    unpark(greeted);
  }

  /// Hands parked batches to the ingest, in order; reads on when none is left.
  private void unpark(Greeting greeted) {
    while (!parked.isEmpty()) {
      if (!endpoint.ingest.offer(parked.peek())) {
        if (!waitingForRoom) {
          waitingForRoom = true;
          Channel current = Objects.requireNonNull(channel);
          endpoint.ingest.whenRoom(
              greeted.gateway(),
              () ->
                  current
                      .eventLoop()
                      .execute(() -> {
                        waitingForRoom = false;
                        unpark(greeted);
                      }));
        }
        break;
      }
      parked.remove();
    }
    read();
  }

  /// Reads from the socket while there is room above, below, and in the window.
  private void read() {
    Channel current = Objects.requireNonNull(channel);
    Greeting greeted = greeting;
    boolean full =
        greeted != null && !greeted.isVersion5() && unconfirmed >= Greeting.RECEIVE_MAXIMUM;
    boolean open = parked.isEmpty() && current.isWritable() && !full;
    if (current.config().isAutoRead() != open) {
      current.config().setAutoRead(open);
    }
  }

  private void answer(Greeting greeted, int id, Ack ack, boolean malformed) {
    unconfirmed--;
    confirm(greeted, id, malformed ? PubAck.PAYLOAD_FORMAT_INVALID : PubAck.SUCCESS);
    String topic = Topics.ack(greeted.gateway(), ack.stream());
    int qos = own().qosFor(topic);
    if (qos >= 0) {
      box().sendNewest(topic, JsonCodec.write(ack), qos);
    }
    read();
  }

  private boolean state(String gateway, byte[] payload) {
    try {
      endpoint.presences.state(gateway, JsonCodec.read(payload, GatewayState.class));
      return true;
    } catch (WireException e) {
      LOG.warn("A malformed state from {}: {}", gateway, e.getMessage());
      return false;
    }
  }

  private void subscribe(Greeting greeted, MqttSubscribeMessage message) {
    List<Integer> codes = new ArrayList<>();
    boolean config = false;
    for (MqttTopicSubscription wanted : message.payload().topicSubscriptions()) {
      String filter = wanted.topicFilter();
      int qos = Math.min(1, wanted.qualityOfService().value());
      SubAck outcome;
      if (!own().isOwn(filter)) {
        trespass(greeted, "subscribe", filter);
        return;
      } else if (!own().add(filter, qos)) {
        outcome = SubAck.QUOTA_EXCEEDED;
      } else {
        outcome = qos == 0 ? SubAck.GRANTED_QOS_0 : SubAck.GRANTED_QOS_1;
        config |= Filters.matches(filter, Topics.config(greeted.gateway()));
      }
      boolean granted = outcome == SubAck.GRANTED_QOS_0 || outcome == SubAck.GRANTED_QOS_1;
      codes.add(granted || greeted.isVersion5() ? outcome.byteValue() & 0xFF : 0x80);
    }
    MqttFixedHeader header =
        new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0);
    write(
        new MqttSubAckMessage(
            header,
            new MqttMessageIdAndPropertiesVariableHeader(
                message.variableHeader().messageId(), MqttProperties.NO_PROPERTIES),
            new MqttSubAckPayload(codes)));
    if (config) {
      String topic = Topics.config(greeted.gateway());
      endpoint.downlink.config(greeted.gateway()).ifPresent(body -> sendHere(topic, body, true));
    }
  }

  private void unsubscribe(MqttUnsubscribeMessage message) {
    MqttMessageBuilders.UnsubAckBuilder answer =
        MqttMessageBuilders.unsubAck().packetId(message.variableHeader().messageId());
    for (String filter : message.payload().topics()) {
      boolean removed = own().remove(filter);
      answer.addReasonCode(
          (removed ? UnsubAck.SUCCESS : UnsubAck.NO_SUBSCRIPTION_EXISTED).byteValue());
    }
    write(answer.build());
  }

  private void sendHere(String topic, byte[] payload, boolean retained) {
    int qos = own().qosFor(topic);
    if (qos >= 0 && !box().send(topic, payload, qos, retained)) {
      end(Disconnect.QUOTA_EXCEEDED, "too many messages are not acknowledged");
    }
  }

  private void confirm(Greeting greeted, int id, PubAck code) {
    if (id > 0) {
      MqttMessageBuilders.PubAckBuilder answer = MqttMessageBuilders.pubAck().packetId(id);
      write(greeted.isVersion5() ? answer.reasonCode(code.byteValue()).build() : answer.build());
    }
  }

  private void malformed(Throwable cause) {
    boolean tooLong = cause instanceof TooLongFrameException;
    end(
        tooLong ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET,
        tooLong ? "the packet is too large" : "the packet is malformed");
  }

  private static boolean wantsWill(MqttMessage message) {
    return message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
        && header.reasonCode() == Disconnect.DISCONNECT_WITH_WILL_MESSAGE.byteValue();
  }

  private static int idOf(MqttMessage message) {
    return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
  }

  private void write(MqttMessage message) {
    Objects.requireNonNull(channel).writeAndFlush(message);
  }

  private Filters own() {
    return Objects.requireNonNull(filters);
  }

  private Outbox box() {
    return Objects.requireNonNull(outbox);
  }
}
