package org.khue.gateway.uplink;

/// Over what the cloud is reached.
public enum UplinkWay {
  MQTT,
  HTTPS;

  /// Which ways may be used.
  public enum Choice {
    /// MQTT, and HTTPS while that does not work.
    AUTO,
    MQTT,
    HTTPS
  }
}
