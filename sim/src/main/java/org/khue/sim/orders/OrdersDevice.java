package org.khue.sim.orders;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/// A device that is ordered to "do" numbers, and keeps a ledger of what it really did. It does as
/// told, refuses, falls silent, is late or says it twice, as chance will have it.
final class OrdersDevice implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LATE_MILLIS = 2_600;

  private final URI broker;
  private final String topic;
  private final SplittableRandom random;
  private final Map<Long, AtomicInteger> ledger = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable MqttPeer> peer = new AtomicReference<>();
  private final ScheduledExecutorService mind =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /// @param topic under which it speaks, and the name of its profile
  OrdersDevice(URI broker, String topic, long seed) {
    this.broker = broker;
    this.topic = topic;
    random = new SplittableRandom(seed);
    mind.scheduleWithFixedDelay(this::stayConnected, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// How often it did that.
  int did(long number) {
    AtomicInteger count = ledger.get(number);
    return count == null ? 0 : count.get();
  }

  private void stayConnected() {
    MqttPeer current = peer.get();
    if (current != null && current.isOpen()) {
      return;
    }
    if (current != null) {
      current.close();
    }
    try {
      MqttPeer fresh =
          new MqttPeer(broker, "chaos-" + topic, topic + "/do", (from, word) -> told(word));
      fresh.say(topic + "/LWT", "Online", 1, true);
      peer.set(fresh);
    } catch (MqttException e) {
      // The gateway is just being killed: the next look is soon.
    }
  }

  private void told(String word) {
    if (word.matches("[0-9]{1,12}")) {
      mind.execute(() -> decide(Long.parseLong(word)));
    }
  }

  private void decide(long number) {
    // The first one only asks whether it is there.
    int mood = number == 0 ? 99 : random.nextInt(100);
    if (mood < 10) {
      say("refused " + number);
    } else if (mood >= 16) {
      ledger.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
      if (mood < 22) {
        return; // it did it, and nobody hears of it
      }
      if (mood < 28) {
        mind.schedule(() -> say(Long.toString(number)), LATE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
      say(Long.toString(number));
      if (mood < 38) {
        say(Long.toString(number));
      }
    }
  }

  private void say(String word) {
    MqttPeer current = peer.get();
    if (current != null) {
      try {
        current.say(topic + "/did", word, 1, false);
      } catch (MqttException e) {
        // Nobody hears it: so it goes with devices.
      }
    }
  }

  @Override
  public void close() {
    mind.shutdownNow();
    MqttPeer current = peer.get();
    if (current != null) {
      current.close();
    }
  }
}
