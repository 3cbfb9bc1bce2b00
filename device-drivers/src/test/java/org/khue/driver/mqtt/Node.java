package org.khue.driver.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/// A device's or bridge's own connection to the broker.
final class Node implements AutoCloseable {
  private final MqttAsyncClient client;
  private boolean dead;

  /// @param will where "Offline" is left when it dies; empty for none
  Node(URI broker, String will) throws MqttException {
    client =
        new MqttAsyncClient(
            broker.toString(), MqttClient.generateClientId(), new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setMaxInflight(200);
    if (!will.isEmpty()) {
      options.setWill(will, "Offline".getBytes(StandardCharsets.UTF_8), 1, true);
    }
    client.connect(options).waitForCompletion(5_000);
  }

  void say(String topic, String payload) {
    publish(topic, payload.getBytes(StandardCharsets.UTF_8));
  }

  /// Leaves it with the broker; back when the broker has it.
  void keep(String topic, String payload) {
    try {
      client
          .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true)
          .waitForCompletion(5_000);
    } catch (MqttException e) {
      throw new AssertionError("Cannot publish " + topic, e);
    }
  }

  /// Sends without waiting: it may be called from a message's arrival.
  void publish(String topic, byte[] payload) {
    try {
      client.publish(topic, payload, 1, false);
    } catch (MqttException e) {
      throw new AssertionError("Cannot publish " + topic, e);
    }
  }

  void hear(String filter, Consumer<Message> listener) throws MqttException {
    client
        .subscribe(
            filter,
            0,
            (topic, message) ->
                listener.accept(new Message(topic, message.getPayload(), message.isRetained())))
        .waitForCompletion(5_000);
  }

  /// Ends without a word, so that the broker sends the will.
  void die() throws MqttException {
    dead = true;
    client.disconnectForcibly(0, 100, false);
    client.close(true);
  }

  @Override
  public void close() throws MqttException {
    if (dead) {
      return;
    }
    if (client.isConnected()) {
      client.disconnect(0).waitForCompletion(2_000);
    }
    client.close(true);
  }
}
