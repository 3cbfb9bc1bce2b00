package org.khue.cloud.telemetry.internal.mqtt;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.*;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.GatewaySecrets;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.contract.GatewayState;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// Decides who may connect: a registered gateway with its secret, under its own name, with a will
/// of its own state at the most.
@Singleton
final class Greeter {
  private static final int VERSION_5 = 5;
  private static final int VERSION_3 = 4;
  private static final int LONGEST_KEEP_ALIVE_SECONDS = 600;
  private static final int LARGEST_WINDOW = 20;

  private final GatewaySecrets secrets;
  private final GuessLimit limit;

  Greeter(GatewaySecrets secrets, GuessLimit limit) {
    this.secrets = secrets;
    this.limit = limit;
  }

  Greeting.Outcome check(MqttConnectMessage connect, SocketAddress from) {
    int version = connect.variableHeader().version();
    boolean five = version == VERSION_5;
    if (!five && version != VERSION_3) {
      return refused(CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION, "MQTT version " + version);
    }
    MqttConnectPayload payload = connect.payload();
    String gateway = payload.clientIdentifier();
    if (!Topics.isGatewayId(gateway)) {
      return refused(
          five
              ? CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
              : CONNECTION_REFUSED_IDENTIFIER_REJECTED,
          "the client id is no gateway id");
    }
    String source = address(from) + "|" + gateway;
    if (!limit.mayTry(source)) {
      return refused(
          five
              ? CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED
              : CONNECTION_REFUSED_SERVER_UNAVAILABLE,
          "too many wrong secrets for " + gateway);
    }
    byte[] secret = payload.passwordInBytes();
    if (!gateway.equals(payload.userName())
        || secret == null
        || !secrets.matches(gateway, secret)) {
      limit.failed(source);
      return refused(
          five
              ? CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
              : CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
          "unknown gateway or wrong secret: " + gateway);
    }
    limit.succeeded(source);
    GatewayState will = null;
    if (connect.variableHeader().isWillFlag()) {
      if (!Topics.state(gateway).equals(payload.willTopic())) {
        return refused(
            five ? CONNECTION_REFUSED_TOPIC_NAME_INVALID : CONNECTION_REFUSED_NOT_AUTHORIZED,
            "the will of " + gateway + " is not for its state topic");
      }
      try {
        will = JsonCodec.read(payload.willMessageInBytes(), GatewayState.class);
      } catch (WireException e) {
        return refused(
            five ? CONNECTION_REFUSED_PAYLOAD_FORMAT_INVALID : CONNECTION_REFUSED_NOT_AUTHORIZED,
            "the will of " + gateway + " is no state");
      }
    }
    return welcome(connect, gateway, five, will);
  }

  private static Greeting.Outcome welcome(
      MqttConnectMessage connect, String gateway, boolean five, @Nullable GatewayState will) {
    int wanted = connect.variableHeader().keepAliveTimeSeconds();
    int keepAlive =
        wanted == 0 ? LONGEST_KEEP_ALIVE_SECONDS : Math.min(wanted, LONGEST_KEEP_ALIVE_SECONDS);
    // 3.1.1 cannot be told another keep alive: it gets what it asked for.
    int counted = five || wanted == 0 ? keepAlive : wanted;
    int window = LARGEST_WINDOW;
    MqttMessageBuilders.ConnAckBuilder answer =
        MqttMessageBuilders.connAck().returnCode(CONNECTION_ACCEPTED).sessionPresent(false);
    if (five) {
      var property =
          connect.variableHeader().properties().getProperty(MqttProperties.RECEIVE_MAXIMUM);
      if (property instanceof MqttProperties.IntegerProperty maximum) {
        window = Math.max(1, Math.min(window, maximum.value()));
      }
      answer.properties(properties -> {
        properties.receiveMaximum(Greeting.RECEIVE_MAXIMUM);
        properties.maximumPacketSize(MqttEndpoint.LARGEST_PACKET_BYTES);
        properties.maximumQos((byte) 1);
        properties.sessionExpiryInterval(0);
        properties.topicAliasMaximum(0);
        properties.sharedSubscriptionAvailable(false);
        properties.subscriptionIdentifiersAvailable(false);
        if (keepAlive != wanted) {
          properties.serverKeepAlive(keepAlive);
        }
      });
    }
    return new Greeting.Welcome(
        new Greeting(gateway, five, window, counted + counted / 2, will), answer.build());
  }

  private static Greeting.Refused refused(MqttConnectReturnCode code, String why) {
    boolean guessing =
        code == CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED
            || code == CONNECTION_REFUSED_SERVER_UNAVAILABLE;
    return new Greeting.Refused(
        why,
        guessing,
        MqttMessageBuilders.connAck().returnCode(code).sessionPresent(false).build());
  }

  private static String address(SocketAddress from) {
    return from instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : from.toString();
  }
}
