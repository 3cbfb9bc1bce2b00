package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;

/// Keeps the last message of each topic, for a short talk.
final class Heard implements Subscriber {
  private static final int MOST_TOPICS = 4_096;

  private final Map<String, Message> last = new LinkedHashMap<>();

  @Override
  public synchronized void message(Message message) {
    boolean fits = last.size() < MOST_TOPICS || last.containsKey(message.topic());
    if (fits && message.payload().length <= Payloads.LONGEST_BYTES) {
      last.put(message.topic(), message);
      notifyAll();
    }
  }

  @Override
  public void connectionLost(Fault fault) {}

  /// By topic, in the order in which they first came.
  synchronized Map<String, Message> all() {
    return new LinkedHashMap<>(last);
  }

  /// What the topic says of presence; null if nothing.
  synchronized @Nullable Boolean online(String topic) {
    Message message = last.get(topic);
    return message == null ? null : Payloads.online(message.payload());
  }

  /// Waits for a message on the topic from which something can be read.
  ///
  /// @return null if none comes in time
  synchronized <T> @Nullable T await(
      String topic, Function<JsonNode, @Nullable T> reading, Deadline deadline)
      throws InterruptedException {
    while (true) {
      Message message = last.get(topic);
      JsonNode document = message == null ? null : Payloads.document(message.payload());
      @Nullable T read = document == null ? null : reading.apply(document);
      long left = deadline.remaining().toMillis();
      if (read != null || left <= 0) {
        return read;
      }
      wait(left);
    }
  }
}
