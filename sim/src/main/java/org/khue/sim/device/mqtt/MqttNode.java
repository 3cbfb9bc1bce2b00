package org.khue.sim.device.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.Condition;
import org.khue.sim.device.Mouth;
import org.khue.sim.device.Place;
import org.khue.sim.device.SimDevice;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Ticks;
import org.khue.sim.world.Noise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device on the room's MQTT broker. It connects for ever, with growing pauses, and keeps nothing
/// while it is offline.
///
/// How a sample is counted: it is published with QoS 1, and the next thing is done only when the
/// broker has acknowledged it. Acknowledged: sent. Never written, because there was no connection:
/// its number is used again. Written, but the connection broke or the broker fell silent before the
/// acknowledgement: the broker may have passed it on or not, so its number is uncertain, is never
/// used again, and the message is not repeated. At most one number an outage is uncertain.
abstract class MqttNode implements SimDevice, MqttRole {
  private static final Logger LOG = LoggerFactory.getLogger(MqttNode.class);

  /// Between two samples.
  static final Duration PERIOD = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final int INBOX_PLACES = 64;

  protected final Place place;
  private final Duration period;
  private final URI broker;
  private final Ticks ticks = new Ticks();
  private final Mouth mouth;
  private final Noise jitter;
  private final BlockingQueue<Supplier<List<Message>>> inbox =
      new ArrayBlockingQueue<>(INBOX_PLACES);
  private volatile boolean closed;
  private volatile @Nullable Thread thread;
  private boolean here = true;
  private long attempts;

  /// @param period between two samples, and before the first on a new connection
  MqttNode(Place place, Duration period) {
    this.place = place;
    this.period = period;
    this.broker = URI.create(place.entry().text("broker", place.broker().toString()));
    this.mouth = new Mouth(place.noise("garbage"), ticks);
    this.jitter = place.noise("backoff");
  }

  @Override
  public void open() {
    thread = Thread.ofVirtual().name("mqtt " + place.name()).start(this::live);
  }

  private void live() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        if (powered()) {
          try (BrokerConnection connection = new BrokerConnection(broker, clientId(), will())) {
            connection.open(subscriptions(), this::received);
            LOG.info("{} is on the broker {}", place.name(), broker);
            pause = FIRST_PAUSE;
            serve(connection);
          } catch (MqttException e) {
            LOG.debug("{} has no broker at {}: {}", place.name(), broker, e.getMessage());
          } catch (RuntimeException e) {
            // The library stumbles now and then when a connection breaks under it.
            LOG.warn("{} lost its broker at {}", place.name(), broker, e);
          }
        }
        rest(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String clientId() {
    return "sim-" + place.room().id() + "-" + place.entry().id();
  }

  private boolean powered() {
    return switch (mouth.condition()) {
      case HEALTHY, GARBAGE, HANGING -> true;
      case UNPLUGGED -> bridged();
      case CUT_OFF -> false;
    };
  }

  /// Waits half to one pause; commands that come in are lost, as on a device that is offline.
  private void rest(Duration pause) throws InterruptedException {
    long nanos = (long) (pause.toNanos() * (0.5 + 0.5 * jitter.unit(attempts++)));
    long until = System.nanoTime() + nanos;
    while (!closed && System.nanoTime() < until) {
      inbox.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void serve(BrokerConnection connection) throws MqttException, InterruptedException {
    here = true;
    say(connection, greeting());
    long due = System.nanoTime() + period.toNanos();
    while (!closed && powered() && connection.isOpen()) {
      Supplier<List<Message>> incoming =
          inbox.poll(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
      changePresence(connection);
      if (incoming != null) {
        say(connection, incoming.get());
      } else if (System.nanoTime() - due >= 0) {
        due = System.nanoTime() + period.toNanos();
        sample(connection);
      }
    }
  }

  private void changePresence(BrokerConnection connection)
      throws MqttException, InterruptedException {
    boolean now = mouth.condition() != Condition.UNPLUGGED;
    if (now != here) {
      here = now;
      for (Message message : presence(now)) {
        connection.publish(message);
      }
    }
  }

  private void say(BrokerConnection connection, List<Message> messages)
      throws MqttException, InterruptedException {
    if (mouth.condition() != Condition.HEALTHY) {
      return;
    }
    for (Message message : messages) {
      connection.publish(message);
    }
  }

  private void sample(BrokerConnection connection) throws MqttException, InterruptedException {
    switch (mouth.condition()) {
      case HEALTHY -> {
        say(connection, companions());
        number(connection);
      }
      case GARBAGE -> {
        String topic = sample(0).topic();
        connection.publish(new Message(topic, mouth.garbage(), 0, false));
      }
      case HANGING, UNPLUGGED, CUT_OFF -> {}
    }
  }

  private void number(BrokerConnection connection) throws MqttException, InterruptedException {
    if (!connection.isOpen()) {
      return;
    }
    long tick = ticks.take();
    boolean acknowledged = false;
    try {
      connection.publish(sample(tick));
      acknowledged = true;
    } finally {
      if (acknowledged) {
        ticks.sent(tick);
      } else {
        ticks.uncertain(tick);
      }
    }
  }

  private void received(String topic, byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    tell(() -> reply(topic, text));
  }

  /// Has the device say something as soon as it can; lost when it is offline or has far too much to
  /// say.
  final void tell(Supplier<List<Message>> words) {
    if (!inbox.offer(words)) {
      LOG.warn("{} is asked more than it can answer", place.name());
    }
  }

  @Override
  public void become(Condition condition) {
    mouth.become(condition);
    inbox.offer(List::of);
  }

  @Override
  public Optional<Ticks> ticks() {
    return Optional.of(ticks);
  }

  @Override
  public Optional<Count> count() {
    return Optional.of(ticks.count("tick"));
  }

  @Override
  public void close() {
    closed = true;
    inbox.offer(List::of);
    Thread living = thread;
    if (living != null) {
      try {
        living.join(LONGEST_END);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      living.interrupt();
    }
  }
}
