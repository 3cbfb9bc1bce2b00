package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.uplink.MqttConnection.Will;

/// The better of two ways: MQTT where it works, HTTPS where only that gets through.
///
/// HTTPS is begun when MQTT was of no use [#USELESS] times in a row, and left as soon as an MQTT
/// connection stands. Sessions of HTTPS have negative numbers, so each change of the way is a
/// change of the session: the senders ask anew where the cloud stands, and nothing is lost or
/// doubled. What was still under way over the other way may arrive later; it is a repeat then.
final class SwitchingLink implements Link {
  static final int USELESS = 3;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final UplinkSettings settings;
  private final @Nullable MqttLink mqtt;
  private final @Nullable HttpsLink https;

  /// @param topics what to subscribe to
  /// @param will makes the state that the cloud is left with when a connection breaks
  /// @param state the state as it is now
  /// @param receiver takes topic and payload of what comes; must not block
  SwitchingLink(
      UplinkSettings settings,
      GatewayClock clock,
      java.util.List<String> topics,
      Supplier<Will> will,
      Supplier<Record> state,
      BiConsumer<String, byte[]> receiver) {
    this.settings = settings;
    this.mqtt =
        settings.choice() == UplinkWay.Choice.HTTPS
            ? null
            : new MqttLink(settings, topics, will, receiver, backoff());
    this.https =
        settings.choice() == UplinkWay.Choice.MQTT
            ? null
            : new HttpsLink(
                settings,
                new HttpsExchange(settings, clock),
                this::needsHttps,
                () -> JsonCodec.write(state.get()),
                receiver,
                backoff());
  }

  private Backoff backoff() {
    return new Backoff(settings.minBackoff(), settings.maxBackoff(), RandomGenerator.getDefault());
  }

  private boolean needsHttps() {
    return settings.access().https() != null && (mqtt == null || mqtt.failures() >= USELESS);
  }

  void start() {
    if (mqtt != null) {
      mqtt.start();
    }
    if (https != null) {
      https.start();
    }
  }

  /// Over what it is connected; null if it is not.
  @Nullable UplinkWay way() {
    if (mqtt != null && mqtt.session() != 0) {
      return UplinkWay.MQTT;
    }
    return https != null && https.session() != 0 ? UplinkWay.HTTPS : null;
  }

  /// What keeps it from being connected, or slows it; null when nothing does.
  @Nullable String fault() {
    UplinkWay way = way();
    if (way == UplinkWay.MQTT) {
      return null;
    }
    String overHttps = https == null ? null : https.fault();
    if (way == UplinkWay.HTTPS || mqtt == null) {
      return overHttps;
    }
    String overMqtt = mqtt.fault();
    return overHttps == null ? overMqtt : overMqtt + "; over HTTPS: " + overHttps;
  }

  @Override
  public long awaitSession(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      long session = session();
      if (session != 0 || System.nanoTime() - end >= 0) {
        return session;
      }
      Thread.sleep(LOOK);
    }
  }

  private long session() {
    long first = mqtt == null ? 0 : mqtt.session();
    return first != 0 || https == null ? first : -https.session();
  }

  @Override
  public boolean stands(long number) {
    return number != 0 && session() == number;
  }

  private @Nullable Link of(long number) {
    return number > 0 ? mqtt : https;
  }

  @Override
  public boolean publish(long number, String topic, byte[] payload, boolean retained) {
    Link link = of(number);
    return link != null && link.publish(Math.abs(number), topic, payload, retained);
  }

  @Override
  public void show(long number, String topic, byte[] payload) {
    Link link = of(number);
    if (link != null) {
      link.show(Math.abs(number), topic, payload);
    }
  }

  @Override
  public int maxBatchBytes() {
    Link link = of(session());
    return link == null ? Link.super.maxBatchBytes() : link.maxBatchBytes();
  }

  @Override
  public boolean isHeldBack() {
    Link link = of(session());
    return link != null && link.isHeldBack();
  }

  @Override
  public void drop(long number, String why) {
    Link link = of(number);
    if (link != null) {
      link.drop(Math.abs(number), why);
    }
  }

  void close(Will lastWord) {
    if (https != null) {
      https.close(lastWord.payload());
    }
    if (mqtt != null) {
      mqtt.close(lastWord);
    }
  }
}
