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
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.GatewaySecrets;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.telemetry.GatewayCertificates;
import org.khue.cloud.telemetry.GatewayCertificates.Standing;
import org.khue.contract.GatewayState;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// Decides who may connect: a gateway with a certificate that holds, or, without TLS, a registered
/// one with its secret; under its own name, with a will of its own state at the most.
@Singleton
final class Greeter {
  private static final int VERSION_5 = 5;
  private static final int VERSION_3 = 4;
  private static final int LONGEST_KEEP_ALIVE_SECONDS = 600;
  private static final int LARGEST_WINDOW = 20;

  private final GatewaySecrets secrets;
  private final GuessLimit limit;
  private final GatewayCertificates certificates;
  private final Clock clock;

  Greeter(GatewaySecrets secrets, GuessLimit limit, GatewayCertificates certificates, Clock clock) {
    this.secrets = secrets;
    this.limit = limit;
    this.certificates = certificates;
    this.clock = clock;
  }

  /// Whether that certificate was revoked.
  ///
  /// @param shown null without TLS
  boolean isRevoked(@Nullable X509Certificate shown) {
    return shown != null && certificates.standing(shown) instanceof Standing.Revoked;
  }

  /// @param shown the peer's certificate; null without TLS
  Greeting.Outcome check(
      MqttConnectMessage connect, SocketAddress from, @Nullable X509Certificate shown) {
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
    Duration endsIn = null;
    if (shown == null) {
      Greeting.Refused refused = secret(payload, five, from);
      if (refused != null) {
        return refused;
      }
    } else {
      switch (certificates.standing(shown)) {
        case Standing.Good(String own, Instant until) -> {
          if (!own.equals(gateway)) {
            return refused(
                five ? CONNECTION_REFUSED_NOT_AUTHORIZED_5 : CONNECTION_REFUSED_NOT_AUTHORIZED,
                "the certificate is that of " + own + ", the client id says " + gateway);
          }
          endsIn = Duration.between(clock.instant(), until);
        }
        case Standing.Expired expired -> {
          return refused(
              five ? CONNECTION_REFUSED_NOT_AUTHORIZED_5 : CONNECTION_REFUSED_NOT_AUTHORIZED,
              "the certificate of " + expired.gateway() + " has ended: it must be renewed");
        }
        case Standing.Revoked revoked -> {
          return refused(
              five ? CONNECTION_REFUSED_BANNED : CONNECTION_REFUSED_NOT_AUTHORIZED,
              "the certificate of " + revoked.gateway() + " was revoked");
        }
        case Standing.Unknown unknown -> {
          return refused(
              five ? CONNECTION_REFUSED_NOT_AUTHORIZED_5 : CONNECTION_REFUSED_NOT_AUTHORIZED,
              "the certificate is not in the books");
        }
      }
    }
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
    return welcome(connect, gateway, five, will, endsIn);
  }

  /// Null if the gateway is registered with that secret.
  private Greeting.@Nullable Refused secret(
      MqttConnectPayload payload, boolean five, SocketAddress from) {
    String gateway = payload.clientIdentifier();
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
    return null;
  }

  private static Greeting.Outcome welcome(
      MqttConnectMessage connect,
      String gateway,
      boolean five,
      @Nullable GatewayState will,
      @Nullable Duration endsIn) {
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
        new Greeting(gateway, five, window, counted + counted / 2, will), answer.build(), endsIn);
  }

  private static Greeting.Refused refused(MqttConnectReturnCode code, String why) {
    boolean guessing =
        code == CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED
            || code == CONNECTION_REFUSED_SERVER_UNAVAILABLE;
    return new Greeting.Refused(
        why,
        guessing,
        MqttMessageBuilders.connAck()
            .returnCode(code)
            .sessionPresent(false)
            .properties(properties -> properties.reasonString(why))
            .build());
  }

  private static String address(SocketAddress from) {
    return from instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : from.toString();
  }
}
