package org.khue.gateway.uplink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps an MQTT 5 connection up, in a thread of its own. Each connection is a new Paho client with
/// nothing remembered: the journal is the only queue.
final class MqttLink implements Link, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
  private static final int QOS = 1;

  /// Paho logs each broken connection as severe, with a stack trace; what matters of it comes here
  /// as an exception. Held on to, or the setting is forgotten.
  private static final java.util.logging.Logger PAHO =
      java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5");

  static {
    PAHO.setLevel(java.util.logging.Level.OFF);
  }

  private final UplinkSettings settings;
  private final List<String> topics;
  private final Supplier<byte[]> will;
  private final String willTopic;
  private final BiConsumer<String, byte[]> receiver;
  private final Backoff backoff;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private @Nullable MqttAsyncClient client;
  private long session;
  private long sessions;
  private @Nullable String fault = "not connected to the cloud yet";
  private boolean closed;

  /// @param topics what to subscribe to
  /// @param will makes the state that the cloud publishes when this connection breaks
  /// @param receiver takes topic and payload of what comes; must not block
  MqttLink(
      UplinkSettings settings,
      List<String> topics,
      String willTopic,
      Supplier<byte[]> will,
      BiConsumer<String, byte[]> receiver,
      Backoff backoff) {
    this.settings = settings;
    this.topics = topics;
    this.willTopic = willTopic;
    this.will = will;
    this.receiver = receiver;
    this.backoff = backoff;
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

  private void keepUp() {
    try {
      while (!isClosed()) {
        long startedNanos = System.nanoTime();
        if (connect()) {
          waitUntilLost();
          if (System.nanoTime() - startedNanos > settings.maxBackoff().toNanos()) {
            backoff.reset();
          }
        }
        pause(backoff.next());
      }
    } catch (InterruptedException e) {
      LOG.debug("The uplink's connection ends", e);
    }
  }

  private boolean connect() {
    MqttAsyncClient fresh = null;
    try {
      long number = nextSession();
      fresh = new MqttAsyncClient(settings.server(), settings.gateway(), new MemoryPersistence());
      fresh.setCallback(new LinkCallback(receiver, why -> drop(number, why)));
      long timeoutMillis = settings.connectTimeout().toMillis();
      fresh.connect(options()).waitForCompletion(timeoutMillis);
      int[] qos = new int[topics.size()];
      java.util.Arrays.fill(qos, QOS);
      fresh.subscribe(topics.toArray(String[]::new), qos).waitForCompletion(timeoutMillis);
      return opened(fresh, number);
    } catch (MqttException e) {
      failed("cannot connect to the cloud at " + settings.server() + ": " + Mqtt5Error.text(e));
      if (fresh != null) {
        end(fresh);
      }
      return false;
    }
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(settings.gateway());
    options.setPassword(settings.secret().getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, settings.connectTimeout().toSeconds()));
    options.setAutomaticReconnect(false);
    options.setWill(willTopic, message(will.get(), true));
    return options;
  }

  private long nextSession() {
    lock.lock();
    try {
      return ++sessions;
    } finally {
      lock.unlock();
    }
  }

  private boolean opened(MqttAsyncClient fresh, long number) {
    boolean stands = fresh.isConnected();
    lock.lock();
    try {
      stands &= !closed;
      if (stands) {
        client = fresh;
        session = number;
        fault = null;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (stands) {
      LOG.info("Connected to the cloud at {}", settings.server());
    } else {
      end(fresh);
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
    MqttAsyncClient lost;
    lock.lockInterruptibly();
    try {
      while (session != 0 && client != null && client.isConnected()) {
        changed.awaitNanos(TimeUnit.SECONDS.toNanos(1));
      }
      lost = client;
      client = null;
      session = 0;
      if (fault == null) {
        fault = "the connection to the cloud at " + settings.server() + " is lost";
      }
    } finally {
      lock.unlock();
    }
    if (lost != null) {
      end(lost);
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

  @Override
  public boolean stands(long number) {
    lock.lock();
    try {
      return session == number;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean publish(long number, String topic, byte[] payload, boolean retained) {
    MqttAsyncClient current;
    lock.lock();
    try {
      current = session == number ? client : null;
    } finally {
      lock.unlock();
    }
    if (current == null) {
      return false;
    }
    try {
      current.publish(topic, message(payload, retained));
      return true;
    } catch (MqttException e) {
      if (e.getReasonCode() != Mqtt5Error.TOO_MANY_ON_THEIR_WAY) {
        drop(number, "cannot send to the cloud: " + Mqtt5Error.text(e));
      }
      return false;
    }
  }

  private static MqttMessage message(byte[] payload, boolean retained) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(QOS);
    message.setRetained(retained);
    return message;
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

  private static void end(MqttAsyncClient client) {
    try {
      client.disconnectForcibly(0, 500, false);
    } catch (MqttException e) {
      LOG.debug("Not connected any more", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("An MQTT client does not close", e);
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

  /// Says goodbye with a last state and ends the connection, within a few seconds.
  void close(byte[] lastState) {
    MqttAsyncClient current;
    lock.lock();
    try {
      closed = true;
      current = client;
      client = null;
      session = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (current != null) {
      try {
        current.publish(willTopic, message(lastState, true)).waitForCompletion(1_000);
        current.disconnect(500).waitForCompletion(1_000);
      } catch (MqttException e) {
        LOG.debug("No goodbye to the cloud", e);
      }
      end(current);
    }
    close();
  }

  @Override
  public void close() {
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
