package org.khue.cloud.telemetry.internal.mqtt;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// How gateways reach the cloud over MQTT.
///
/// @param host `khue.mqtt.host`, where the cloud's own endpoint listens
/// @param port `khue.mqtt.port`; 0 takes a free one
/// @param brokerUrl `khue.mqtt.broker.url`, such as `tcp://broker:1883`: gateways connect to that
///   broker, and the cloud too; its own endpoint then stays shut
/// @param brokerUser `khue.mqtt.broker.user`
/// @param brokerPassword `khue.mqtt.broker.password`
@Singleton
record MqttSettings(
    @Property(name = "khue.mqtt.host", defaultValue = "127.0.0.1") String host,
    @Property(name = "khue.mqtt.port", defaultValue = "1883") int port,
    @Nullable @Property(name = "khue.mqtt.broker.url") String brokerUrl,
    @Nullable @Property(name = "khue.mqtt.broker.user") String brokerUser,
    @Nullable @Property(name = "khue.mqtt.broker.password") String brokerPassword) {}
