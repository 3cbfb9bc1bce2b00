package org.khue.driver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.khue.driver.ContractPeer;
import org.khue.driver.MoodProxy;

/// A Tasmota plug. The device can be silent or talk nonsense; a proxy before the broker spoils the
/// wire.
final class PlugPeer implements ContractPeer {
  private final MoodProxy proxy;
  private final Node node;
  private volatile Mood mood = Mood.WELL;

  PlugPeer(TestBroker broker) throws Exception {
    proxy = new MoodProxy(broker.port());
    node = new Node(broker.uri(), "tele/plug/LWT");
    node.hear("cmnd/plug/+", this::obey);
    node.keep("tele/plug/LWT", "Online");
  }

  private void obey(Message order) {
    switch (mood) {
      case SILENT -> {}
      case GARBAGE -> {
        node.say("stat/plug/STATUS2", "{\"StatusFWR\":");
        node.say("stat/plug/STATUS5", "");
        node.say("tele/plug/SENSOR", "\u0000\u0001");
      }
      case WELL, SPLIT, HALF_ANSWER_THEN_HANG_UP -> answer(order);
    }
  }

  private void answer(Message order) {
    String text = new String(order.payload(), StandardCharsets.UTF_8);
    if (order.topic().endsWith("/Power")) {
      node.say("stat/plug/RESULT", "{\"POWER\":\"" + text + "\"}");
      node.say("stat/plug/POWER", text);
    } else if (text.equals("2")) {
      node.say(
          "stat/plug/STATUS2",
          "{\"StatusFWR\":{\"Version\":\"14.2.0(tasmota)\",\"Hardware\":\"ESP8266EX\"}}");
    } else if (text.equals("5")) {
      node.say("stat/plug/STATUS5", "{\"StatusNET\":{\"Mac\":\"AA:BB:CC:00:11:22\"}}");
    }
  }

  void sensor(int tick, double power) {
    node.say("tele/plug/SENSOR", "{\"ENERGY\":{\"Power\":" + power + "},\"Tick\":" + tick + "}");
  }

  Node node() {
    return node;
  }

  @Override
  public Map<String, Object> connection() {
    return Map.of("topic", "plug", "broker", "tcp://127.0.0.1:" + proxy.port());
  }

  @Override
  public void mood(Mood next) {
    mood = next;
    switch (next) {
      case WELL, SILENT, GARBAGE -> proxy.mood(Mood.WELL);
      case SPLIT, HALF_ANSWER_THEN_HANG_UP -> proxy.mood(next);
    }
  }

  @Override
  public void hangUp() {
    proxy.hangUp();
  }

  private boolean closed;

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      node.keep("tele/plug/LWT", "");
      node.close();
    } catch (MqttException e) {
      throw new AssertionError("The plug does not go", e);
    }
    proxy.close();
  }
}
