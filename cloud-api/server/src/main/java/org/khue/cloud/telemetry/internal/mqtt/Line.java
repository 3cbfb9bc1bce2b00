package org.khue.cloud.telemetry.internal.mqtt;

/// A way down to gateways: the cloud's own endpoint, or a broker.
interface Line {
  /// Hands the message on (QoS 1).
  ///
  /// @return false if that gateway cannot be reached now
  boolean send(String gateway, String topic, byte[] payload, boolean retained);
}
