package org.khue.sim.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Ack;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryWriter;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// A gateway that always has more to send: it keeps a window of batches on the way and sends the
/// next when the cloud acknowledged one. Its entries are encoded beforehand, as a journal keeps
/// them; putting a batch together and packing it is done for every batch.
final class BenchGateway implements MqttCallback, AutoCloseable {
  private static final int DEVICES = 20;
  private static final String[][] POINTS = {
    {"temperature", "Cel"}, {"humidity", "%"}, {"co2", "[ppm]"}, {"power", "W"}, {"tick", "1"}
  };
  private static final int DIFFERENT_BATCHES = 12;

  private final String id;
  private final int batchSize;
  private final int window;
  private final MqttAsyncClient client;
  private final List<List<byte[]>> batches = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final Object sending = new Object();
  private long sent;
  private volatile boolean stopping;

  BenchGateway(String url, String id, int batchSize, int window, long seed) throws MqttException {
    this.id = id;
    this.batchSize = batchSize;
    this.window = window;
    this.client = new MqttAsyncClient(url, id, new MemoryPersistence());
    prepare(new SplittableRandom(seed ^ id.hashCode()));
  }

  void connect(String secret) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(id);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setKeepAliveInterval(120);
    client.setCallback(this);
    client.connect(options).waitForCompletion(20_000);
    client.subscribe(Topics.ack(id, Stream.TELEMETRY), 1).waitForCompletion(20_000);
  }

  /// Begins to send.
  void start() {
    fill();
  }

  /// Sends no more; what is on the way may still be acknowledged.
  void stop() {
    stopping = true;
  }

  /// Readings that the cloud acknowledged.
  long acknowledged() {
    return acknowledged.get();
  }

  boolean isDrained() {
    synchronized (sending) {
      return acknowledged.get() == sent;
    }
  }

  /// What went wrong; null if nothing did.
  @Nullable String failure() {
    return failure.get();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    try {
      Ack ack = JsonCodec.read(message.getPayload(), Ack.class);
      if (ack.refused() != null) {
        failure.set("a batch of " + id + " was refused: " + ack.refused());
        return;
      }
      acknowledged.accumulateAndGet(ack.upToSeq(), Math::max);
      fill();
    } catch (WireException e) {
      failure.set("an acknowledgement of " + id + " is unreadable: " + e.getMessage());
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    if (!stopping) {
      failure.set(id + " was disconnected: " + response.getReasonString());
    }
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    failure.set(id + ": " + exception.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // Only the cloud's own acknowledgement counts.
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    // The subscription is made once, before the first batch.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    failure.set(id + ": an authentication was asked for that is not offered");
  }

  @Override
  public void close() throws MqttException {
    stopping = true;
    client.disconnectForcibly(500, 500, true);
    client.close();
  }

  private void fill() {
    synchronized (sending) {
      while (!stopping && sent - acknowledged.get() < (long) window * batchSize) {
        List<byte[]> entries = batches.get((int) (sent / batchSize % DIFFERENT_BATCHES));
        byte[] bytes = BatchCodec.write(Stream.TELEMETRY, sent + 1, 1, sent, entries);
        try {
          client.publish(Topics.up(id, Stream.TELEMETRY), bytes, 1, false);
          sent += batchSize;
        } catch (MqttException e) {
          failure.set(id + " could not publish: " + e.getMessage());
          return;
        }
      }
    }
  }

  private void prepare(SplittableRandom random) {
    EntryWriter writer = new EntryWriter();
    long micros = Instant.now().toEpochMilli() * 1_000;
    double[] values = new double[DEVICES * POINTS.length];
    long number = 0;
    for (int b = 0; b < DIFFERENT_BATCHES; b++) {
      List<byte[]> entries = new ArrayList<>(batchSize);
      for (int i = 0; i < batchSize; i++, number++) {
        int series = (int) (number % values.length);
        values[series] += random.nextInt(-20, 21) / 10.0;
        String[] point = POINTS[series % POINTS.length];
        entries.add(
            writer.write(
                new Reading(
                    new Stamp(micros + number * 50, number * 50, 1, ClockState.SYNCED),
                    "device-" + series / POINTS.length,
                    point[0],
                    Math.round(values[series] * 10) / 10.0,
                    point[1],
                    Quality.GOOD,
                    null,
                    true)));
      }
      batches.add(entries);
    }
  }
}
