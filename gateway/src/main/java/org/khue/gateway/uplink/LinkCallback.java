package org.khue.gateway.uplink;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Paho tells about one connection, in its own thread.
final class LinkCallback implements MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(LinkCallback.class);

  private final BiConsumer<String, byte[]> receiver;
  private final Consumer<String> lost;

  LinkCallback(BiConsumer<String, byte[]> receiver, Consumer<String> lost) {
    this.receiver = receiver;
    this.lost = lost;
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    MqttException cause = response.getException();
    String reason = response.getReasonString();
    lost.accept(
        "the cloud closed the connection"
            + (reason == null ? "" : " (" + reason + ")")
            + (cause == null ? "" : ": " + Mqtt5Error.text(cause)));
  }

  @Override
  public void mqttErrorOccurred(MqttException error) {
    LOG.warn("MQTT to the cloud: {}", Mqtt5Error.text(error));
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    try {
      receiver.accept(topic, message.getPayload());
    } catch (RuntimeException e) {
      // Paho would give the connection up for it.
      LOG.error("A message on {} could not be handled", topic, e);
    }
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // A PUBACK means nothing: the cloud's own acknowledgement counts.
  }

  @Override
  public void connectComplete(boolean reconnect, String server) {
    // The one who connects waits for it.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    LOG.warn("The cloud asked for an authentication that this gateway does not know");
  }
}
