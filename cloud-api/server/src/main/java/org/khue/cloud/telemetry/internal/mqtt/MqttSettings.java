package org.khue.cloud.telemetry.internal.mqtt;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.net.Loopback;

/// How gateways reach the cloud over MQTT.
///
/// @param host `khue.mqtt.host`, where the cloud's own endpoint listens without TLS: this machine's
///   loopback only
/// @param port `khue.mqtt.port` without TLS; 0 takes a free one, -1 none
/// @param tlsHost `khue.mqtt.tls.host`, where it listens with TLS and certificates
/// @param tlsPort `khue.mqtt.tls.port` with TLS; 0 takes a free one, -1 none
/// @param tlsUrl `khue.mqtt.tls.url`, where gateways find it, such as `ssl://cloud.example:8883`
/// @param brokerUrl `khue.mqtt.broker.url`, such as `tcp://broker:1883`: gateways connect to that
///   broker, and the cloud too; its own endpoint then stays shut
/// @param brokerUser `khue.mqtt.broker.user`
/// @param brokerPassword `khue.mqtt.broker.password`
@Singleton
record MqttSettings(
    @Property(name = "khue.mqtt.host", defaultValue = "127.0.0.1") String host,
    @Property(name = "khue.mqtt.port", defaultValue = "1883") int port,
    @Property(name = "khue.mqtt.tls.host", defaultValue = "127.0.0.1") String tlsHost,
    @Property(name = "khue.mqtt.tls.port", defaultValue = "8883") int tlsPort,
    @Nullable @Property(name = "khue.mqtt.tls.url") String tlsUrl,
    @Nullable @Property(name = "khue.mqtt.broker.url") String brokerUrl,
    @Nullable @Property(name = "khue.mqtt.broker.user") String brokerUser,
    @Nullable @Property(name = "khue.mqtt.broker.password") String brokerPassword) {
  static final int NONE = -1;

  /// @throws IllegalStateException if passwords would cross a network in the clear, or gateways
  ///   could not be told where to connect
  void check() {
    if (port != NONE && !Loopback.is(host)) {
      throw new IllegalStateException(
          "khue.mqtt.host is "
              + host
              + ", but MQTT without TLS stays on this machine: set khue.mqtt.tls.host to "
              + host
              + " instead, and khue.mqtt.port to -1");
    }
    if (tlsPort != NONE && tlsUrl == null && !Loopback.is(tlsHost)) {
      throw new IllegalStateException(
          "khue.mqtt.tls.url is missing: say where gateways find the MQTT endpoint, such as"
              + " ssl://cloud.example:8883");
    }
  }
}
