package org.khue.sim.orders;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/// One connection to a room's broker.
final class MqttPeer implements MqttCallback, AutoCloseable {
  private static final long PATIENCE_MILLIS = 5_000;

  private final MqttAsyncClient client;
  private final BiConsumer<String, String> heard;

  MqttPeer(URI broker, String id, String topic, BiConsumer<String, String> heard)
      throws MqttException {
    this.heard = heard;
    client = new MqttAsyncClient(broker.toString(), id, new MemoryPersistence());
    client.setCallback(this);
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    client.subscribe(topic, 1).waitForCompletion(PATIENCE_MILLIS);
  }

  boolean isOpen() {
    return client.isConnected();
  }

  void say(String topic, String payload, int qos, boolean retained) throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, retained);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    heard.accept(topic, new String(message.getPayload(), StandardCharsets.UTF_8));
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {}

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      // It was gone before.
    }
  }
}
