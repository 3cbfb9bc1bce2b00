package org.khue.sim.device.mqtt;

import java.nio.charset.StandardCharsets;

/// An MQTT message.
///
/// @param qos 0 or 1
record Message(String topic, byte[] payload, int qos, boolean retained) {

  /// Sent and forgotten, as most devices do.
  static Message of(String topic, String payload) {
    return new Message(topic, payload.getBytes(StandardCharsets.UTF_8), 0, false);
  }

  /// Kept by the broker for those who come later.
  static Message kept(String topic, String payload) {
    return new Message(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true);
  }

  /// Confirmed by the broker.
  static Message confirmed(String topic, String payload) {
    return new Message(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
  }
}
