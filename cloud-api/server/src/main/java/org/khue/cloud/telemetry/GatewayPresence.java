package org.khue.cloud.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.contract.GatewayState;

/// Which gateways are there, by their state messages, wills and traffic of any kind.
public interface GatewayPresence {

  /// What is known of a gateway.
  ///
  /// @param connected whether it can be reached now: its MQTT connection stands, or it sent by
  ///   HTTPS within the last two minutes
  /// @param lastContact the last sign of life of any kind; null if there was none yet
  /// @param state the last state message; null before the first
  /// @param stateAt when that came
  record Presence(
      String gateway,
      boolean connected,
      @Nullable Instant lastContact,
      @Nullable GatewayState state,
      @Nullable Instant stateAt) {}

  /// Empty for a gateway that is neither registered nor ever heard.
  Optional<Presence> of(String gateway);

  /// All registered gateways and all ever heard, ordered by id.
  List<Presence> all();
}
