package org.khue.gateway.uplink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the cloud, from CONNECT to its end: a Paho client that is used once and
/// remembers nothing.
final class MqttConnection {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
  private static final int QOS = 1;
  private static final long END_MILLIS = 500;
  private static final long GOODBYE_MILLIS = 1_000;

  /// Paho logs each broken connection as severe, with a stack trace; what matters of it comes here
  /// as an exception. Held on to, or the setting is forgotten.
  private static final java.util.logging.Logger PAHO =
      java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5");

  static {
    PAHO.setLevel(java.util.logging.Level.OFF);
  }

  private final MqttAsyncClient client;

  private MqttConnection(MqttAsyncClient client) {
    this.client = client;
  }

  /// What is published when the connection breaks.
  record Will(String topic, byte[] payload) {}

  /// Connects and subscribes.
  ///
  /// @param way not none
  /// @param receiver takes topic and payload of what comes; must not block
  /// @param lost is told once why the connection broke
  static MqttConnection open(
      UplinkSettings settings,
      Access.Way way,
      List<String> topics,
      Will will,
      BiConsumer<String, byte[]> receiver,
      Consumer<String> lost)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(server(way), settings.gateway(), new MemoryPersistence());
    MqttConnection connection = new MqttConnection(client);
    try {
      client.setCallback(new LinkCallback(receiver, lost));
      long timeoutMillis = settings.connectTimeout().toMillis();
      client.connect(options(settings, way, will)).waitForCompletion(timeoutMillis);
      int[] qos = new int[topics.size()];
      Arrays.fill(qos, QOS);
      client.subscribe(topics.toArray(String[]::new), qos).waitForCompletion(timeoutMillis);
      return connection;
    } catch (MqttException e) {
      connection.end();
      throw e;
    }
  }

  static String server(Access.Way way) {
    return switch (way) {
      case Access.Way.Secret(String server, String _) -> server;
      case Access.Way.Certificate(String server, SSLSocketFactory _) -> server;
      case Access.Way.None(String why) -> throw new IllegalArgumentException(why);
    };
  }

  private static MqttConnectionOptions options(UplinkSettings settings, Access.Way way, Will will) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(settings.gateway());
    switch (way) {
      case Access.Way.Secret(String _, String secret) -> {
        options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
        options.setSocketFactory(new PromptSockets());
      }
      case Access.Way.Certificate(String _, SSLSocketFactory sockets) -> {
        options.setSocketFactory(sockets);
        options.setHttpsHostnameVerificationEnabled(true);
      }
      case Access.Way.None(String why) -> throw new IllegalArgumentException(why);
    }
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, settings.connectTimeout().toSeconds()));
    options.setAutomaticReconnect(false);
    options.setWill(will.topic(), message(will.payload(), true));
    return options;
  }

  /// With QoS 0.
  void show(String topic, byte[] payload) throws MqttException {
    client.publish(topic, payload, 0, false);
  }

  private static MqttMessage message(byte[] payload, boolean retained) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(QOS);
    message.setRetained(retained);
    return message;
  }

  boolean stands() {
    return client.isConnected();
  }

  void publish(String topic, byte[] payload, boolean retained) throws MqttException {
    client.publish(topic, message(payload, retained));
  }

  /// Publishes a last word and disconnects, within a few seconds.
  void leave(Will word) {
    try {
      client.publish(word.topic(), message(word.payload(), true)).waitForCompletion(GOODBYE_MILLIS);
      client.disconnect(END_MILLIS).waitForCompletion(GOODBYE_MILLIS);
    } catch (MqttException e) {
      LOG.debug("No goodbye to the cloud", e);
    }
    end();
  }

  /// Breaks it off.
  void end() {
    try {
      client.disconnectForcibly(0, END_MILLIS, false);
    } catch (MqttException e) {
      LOG.debug("Not connected any more", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("An MQTT client does not close", e);
    }
  }
}
