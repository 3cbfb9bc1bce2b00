package org.khue.cloud.telemetry.internal.live;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.khue.contract.HttpMessages;
import org.khue.contract.HttpMessages.Message;

/// What waits for gateways that come over HTTPS and fetch it every few seconds. Whoever has not
/// come for [#REACH] counts as not connected, as over MQTT: nothing is kept for him. A gateway that
/// comes anew is given its configuration first, as a retained message would be.
@Singleton
public final class Mailbox {
  static final Duration REACH = Duration.ofSeconds(15);
  private static final int MOST = 100;

  private static final class Box {
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private Instant fetchedAt = Instant.MIN;
  }

  private final Clock clock;
  private final Map<String, Box> boxes = new ConcurrentHashMap<>();
  private volatile Function<String, @Nullable Message> first = gateway -> null;

  Mailbox(Clock clock) {
    this.clock = clock;
  }

  /// @param message what a gateway is given first, or null
  public void first(Function<String, @Nullable Message> message) {
    first = message;
  }

  /// @return false if the gateway does not come over HTTPS, or has left too much lying
  public boolean offer(String gateway, String topic, byte[] payload) {
    Box box = boxes.get(gateway);
    if (box == null) {
      return false;
    }
    synchronized (box) {
      if (isAway(box) || box.messages.size() >= MOST) {
        return false;
      }
      box.messages.add(new Message(topic, payload));
      return true;
    }
  }

  /// Hands over what waits.
  public HttpMessages fetch(String gateway) {
    Box box = boxes.computeIfAbsent(gateway, id -> new Box());
    List<Message> found = new ArrayList<>();
    synchronized (box) {
      boolean anew = isAway(box);
      box.fetchedAt = clock.instant();
      Message retained = anew ? first.apply(gateway) : null;
      if (retained != null) {
        found.add(retained);
      }
      if (!anew) {
        found.addAll(box.messages);
      }
      box.messages.clear();
    }
    return new HttpMessages(found);
  }

  private boolean isAway(Box box) {
    return box.fetchedAt.isBefore(clock.instant().minus(REACH));
  }
}
