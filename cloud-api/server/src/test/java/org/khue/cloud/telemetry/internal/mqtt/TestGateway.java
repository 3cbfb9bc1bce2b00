package org.khue.cloud.telemetry.internal.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.khue.cloud.TestCloud;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.GatewayState;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;

/// A gateway as seen from the cloud, on a real MQTT 5 client.
public final class TestGateway implements AutoCloseable, MqttCallback {
  public final MqttAsyncClient client;
  public final BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();
  public final BlockingQueue<MqttMessage> others = new LinkedBlockingQueue<>();
  public final BlockingQueue<Integer> disconnects = new LinkedBlockingQueue<>();
  private final String id;
  private boolean closed;

  public TestGateway(String url, String id) throws MqttException {
    this.id = id;
    client = new MqttAsyncClient(url, id, new MemoryPersistence());
    client.setCallback(this);
  }

  public static TestGateway connected(String url, String id) throws MqttException {
    TestGateway gateway = new TestGateway(url, id);
    gateway.connect(options(id));
    gateway
        .client
        .subscribe(
            new String[] {"khue/v1/" + id + "/ack/+", Topics.command(id), Topics.config(id)},
            new int[] {1, 1, 1})
        .waitForCompletion(10_000);
    return gateway;
  }

  public static MqttConnectionOptions options(String id) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(id);
    options.setPassword(TestCloud.secret(id).getBytes(StandardCharsets.UTF_8));
    options.setWill(
        Topics.state(id), new MqttMessage(JsonCodec.write(state(false)), 1, true, null));
    options.setKeepAliveInterval(20);
    return options;
  }

  public static GatewayState state(boolean online) {
    return new GatewayState(online, "test", 3, ClockState.SYNCED, 0, 0, 0, "", 1, 1);
  }

  public void connect(MqttConnectionOptions options) throws MqttException {
    client.connect(options).waitForCompletion(10_000);
  }

  public IMqttToken publish(Batch batch) throws MqttException {
    return publish(Topics.up(id, batch.stream()), BatchCodec.write(batch));
  }

  public IMqttToken publish(String topic, byte[] payload) throws MqttException {
    return client.publish(topic, payload, 1, false);
  }

  public Ack nextAck() throws InterruptedException {
    Ack ack = acks.poll(15, TimeUnit.SECONDS);
    if (ack == null) {
      throw new AssertionError("no acknowledgement came within 15 s");
    }
    return ack;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws Exception {
    if (topic.contains("/ack/")) {
      acks.add(JsonCodec.read(message.getPayload(), Ack.class));
    } else {
      others.add(message);
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    disconnects.add(response.getReturnCode());
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  @Override
  public void close() throws MqttException {
    if (closed) {
      return;
    }
    closed = true;
    client.disconnectForcibly(200, 200, false);
    client.close();
  }
}
