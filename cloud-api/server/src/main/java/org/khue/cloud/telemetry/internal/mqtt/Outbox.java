package org.khue.cloud.telemetry.internal.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What goes down to one gateway, never more at once than it allowed. While the window is full,
/// acknowledgements of a stream replace each other: only the newest matters. Used on the
/// connection's event loop only.
final class Outbox {
  private static final int MOST_WAITING = 100;
  private static final int MOST_IDS = 65_535;

  private record Message(String topic, byte[] payload, int qos, boolean retained) {}

  private final Channel channel;
  private final int window;
  private final Set<Integer> unacknowledged = new HashSet<>();
  private final Map<String, Message> newest = new LinkedHashMap<>();
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private int lastId;

  Outbox(Channel channel, int window) {
    this.channel = channel;
    this.window = window;
  }

  /// Sends it, or the newest of that topic when the window opens.
  void sendNewest(String topic, byte[] payload, int qos) {
    Message message = new Message(topic, payload, qos, false);
    if (isOpen(qos)) {
      write(message);
    } else {
      newest.put(topic, message);
    }
  }

  /// @return false if too many wait already
  boolean send(String topic, byte[] payload, int qos, boolean retained) {
    Message message = new Message(topic, payload, qos, retained);
    if (isOpen(qos)) {
      write(message);
      return true;
    }
    return waiting.size() < MOST_WAITING && waiting.add(message);
  }

  void acknowledged(int id) {
    if (!unacknowledged.remove(id)) {
      return;
    }
    var oldest = newest.values().iterator();
    if (oldest.hasNext()) {
      Message message = oldest.next();
      oldest.remove();
      write(message);
    } else if (!waiting.isEmpty()) {
      write(waiting.remove());
    }
  }

  private boolean isOpen(int qos) {
    return qos == 0 || unacknowledged.size() < window;
  }

  private void write(Message message) {
    MqttMessageBuilders.PublishBuilder publish =
        MqttMessageBuilders.publish()
            .topicName(message.topic)
            .qos(message.qos == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE)
            .retained(message.retained)
            .payload(Unpooled.wrappedBuffer(message.payload));
    if (message.qos > 0) {
      publish.messageId(nextId());
    }
    channel.writeAndFlush(publish.build());
  }

  private int nextId() {
    do {
      lastId = lastId == MOST_IDS ? 1 : lastId + 1;
    } while (!unacknowledged.add(lastId));
    return lastId;
  }
}
