package org.khue.sim.device.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to a broker, from CONNECT to its end. A new connection is a new object, so that
/// nothing that the library keeps of the old one is sent again.
final class BrokerConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int KEEP_ALIVE_SECONDS = 10;

  private final MqttAsyncClient client;
  private final Message will;

  BrokerConnection(URI broker, String clientId, Message will) throws MqttException {
    this.client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
    this.will = will;
  }

  void open(List<String> subscriptions, BiConsumer<String, byte[]> incoming) throws MqttException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout((int) PATIENCE.toSeconds());
    options.setWill(will.topic(), will.payload(), will.qos(), will.retained());
    client.setCallback(new Incoming(incoming));
    client.connect(options).waitForCompletion(PATIENCE.toMillis());
    for (String topic : subscriptions) {
      client.subscribe(topic, 1).waitForCompletion(PATIENCE.toMillis());
    }
  }

  boolean isOpen() {
    return client.isConnected();
  }

  /// Waits until it is written (QoS 0) or acknowledged (QoS 1).
  void publish(Message message) throws MqttException {
    IMqttDeliveryToken token =
        client.publish(message.topic(), message.payload(), message.qos(), message.retained());
    token.waitForCompletion(PATIENCE.toMillis());
  }

  /// Leaves without goodbye, as a device does whose power goes: the broker publishes the will.
  ///
  /// The library's own close() only forgets references, which trips its receiving thread if an
  /// acknowledgement comes in at that moment; it is left to the garbage collector.
  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      LOG.debug("The connection was gone before: {}", e.getMessage());
    }
  }

  private record Incoming(BiConsumer<String, byte[]> receiver) implements MqttCallback {
    @Override
    public void connectionLost(@Nullable Throwable cause) {
      LOG.debug("The broker is gone", cause);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      receiver.accept(topic, message.getPayload());
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
