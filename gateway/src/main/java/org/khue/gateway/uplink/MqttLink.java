package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.uplink.MqttConnection.Will;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a connection to the cloud up, in a thread of its own. Each is a new one with nothing
/// remembered: the journal is the only queue.
final class MqttLink implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
  private static final Duration END = Duration.ofSeconds(5);

  private final UplinkSettings settings;
  private final List<String> topics;
  private final Supplier<Will> will;
  private final BiConsumer<String, byte[]> receiver;
  private final Trials trials;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private @Nullable MqttConnection connection;
  private long session;
  private long sessions;
  private @Nullable String fault = "not connected to the cloud yet";
  private boolean closed;

  /// @param topics what to subscribe to
  /// @param will makes what the cloud publishes when a connection breaks
  /// @param receiver takes topic and payload of what comes; must not block
  MqttLink(
      UplinkSettings settings,
      List<String> topics,
      Supplier<Will> will,
      BiConsumer<String, byte[]> receiver,
      Backoff backoff) {
    this.settings = settings;
    this.topics = topics;
    this.will = will;
    this.trials = new Trials(backoff, settings.maxBackoff());
    this.receiver =
        (topic, payload) -> {
          trials.heard();
          receiver.accept(topic, payload);
        };
    this.thread = Thread.ofVirtual().name("uplink-link").unstarted(this::keepUp);
  }

  void start() {
    thread.start();
  }

  /// What keeps it from being connected; null when it is.
  @Nullable String fault() {
    lock.lock();
    try {
      return fault;
    } finally {
      lock.unlock();
    }
  }

  /// How often in a row it was of no use.
  int failures() {
    return trials.failures();
  }

  private void keepUp() {
    try {
      while (!isClosed()) {
        long startedNanos = System.nanoTime();
        boolean opened = connect();
        if (opened) {
          waitUntilLost();
        }
        pause(trials.pause(opened, System.nanoTime() - startedNanos));
      }
    } catch (InterruptedException e) {
      LOG.debug("The uplink's connection ends", e);
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean connect() {
    Access.Way way = settings.access().way();
    if (way instanceof Access.Way.None(String why)) {
      failed(why);
      return false;
    }
    long number = ++sessions;
    try {
      return opened(
          MqttConnection.open(
              settings, way, topics, will.get(), receiver, why -> drop(number, why)),
          number);
    } catch (MqttException e) {
      if (Mqtt5Error.isRefusal(e)) {
        settings.access().refused();
      }
      failed(
          "cannot connect to the cloud at "
              + MqttConnection.server(way)
              + ": "
              + Mqtt5Error.text(e));
      return false;
    }
  }

  private boolean opened(MqttConnection fresh, long number) {
    boolean stands = fresh.stands();
    lock.lock();
    try {
      stands &= !closed;
      if (stands) {
        connection = fresh;
        session = number;
        fault = null;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (stands) {
      LOG.info("Connected to the cloud");
    } else {
      fresh.end();
    }
    return stands;
  }

  private void failed(String why) {
    lock.lock();
    try {
      if (!why.equals(fault)) {
        LOG.warn("{}", why);
      }
      fault = why;
    } finally {
      lock.unlock();
    }
  }

  private void waitUntilLost() throws InterruptedException {
    MqttConnection lost;
    lock.lockInterruptibly();
    try {
      while (session != 0 && connection != null && connection.stands()) {
        changed.awaitNanos(TimeUnit.SECONDS.toNanos(1));
      }
      lost = connection;
      connection = null;
      session = 0;
      if (fault == null) {
        fault = "the connection to the cloud is lost";
      }
    } finally {
      lock.unlock();
    }
    if (lost != null) {
      lost.end();
    }
  }

  private void pause(Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lockInterruptibly();
    try {
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long awaitSession(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (session == 0 && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return session;
    } finally {
      lock.unlock();
    }
  }

  /// The session that stands; 0 for none.
  long session() {
    lock.lock();
    try {
      return session;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean stands(long number) {
    return session() == number;
  }

  @Override
  public boolean publish(long number, String topic, byte[] payload, boolean retained) {
    MqttConnection current = connection(number);
    if (current == null) {
      return false;
    }
    try {
      current.publish(topic, payload, retained);
      return true;
    } catch (MqttException e) {
      if (e.getReasonCode() != Mqtt5Error.TOO_MANY_ON_THEIR_WAY) {
        drop(number, "cannot send to the cloud: " + Mqtt5Error.text(e));
      }
      return false;
    }
  }

  @Override
  public void show(long number, String topic, byte[] payload) {
    MqttConnection current = connection(number);
    if (current != null) {
      try {
        current.show(topic, payload);
      } catch (MqttException e) {
        LOG.debug("Not shown", e);
      }
    }
  }

  private @Nullable MqttConnection connection(long number) {
    lock.lock();
    try {
      return session == number ? connection : null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void drop(long number, String why) {
    lock.lock();
    try {
      if (session == number) {
        LOG.warn("The connection to the cloud is given up: {}", why);
        session = 0;
        fault = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Says goodbye with a last state and ends, within a few seconds.
  void close(Will lastWord) {
    MqttConnection current;
    lock.lock();
    try {
      closed = true;
      current = connection;
      connection = null;
      session = 0;
      fault = "the uplink is stopped";
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (current != null) {
      current.leave(lastWord);
    }
    try {
      if (thread.isAlive()) {
        thread.join(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
