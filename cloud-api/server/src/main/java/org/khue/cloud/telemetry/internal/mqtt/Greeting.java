package org.khue.cloud.telemetry.internal.mqtt;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.khue.contract.GatewayState;

/// What was agreed at CONNECT.
///
/// @param window how many messages the gateway takes at once
/// @param idleSeconds after this long without a packet the connection is dead
/// @param will the state to record if the connection breaks; null for none
record Greeting(
    String gateway, boolean isVersion5, int window, int idleSeconds, @Nullable GatewayState will) {

  /// How long a connection may take to send its CONNECT.
  static final int LIMIT_SECONDS = 10;

  /// How many batches may be on the way at once.
  static final int RECEIVE_MAXIMUM = 16;

  /// How a CONNECT ended.
  sealed interface Outcome {}

  /// @param endsIn how long the certificate shown still holds; null without one
  record Welcome(Greeting greeting, MqttConnAckMessage answer, @Nullable Duration endsIn)
      implements Outcome {}

  /// @param isGuessing too many failures already: not worth a line in the log each
  record Refused(String why, boolean isGuessing, MqttConnAckMessage answer) implements Outcome {}
}
