package org.khue.sim.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.khue.contract.Ack;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// A gateway behind a bad network: each stretch of entries is delivered three times, cut into other
/// batches each time, all of them out of order, some long after they were acknowledged.
final class Deliverer implements MqttCallback, AutoCloseable {
  private static final int TIMES = 3;
  private static final int BATCHES_A_STRETCH = 40;
  private static final int BATCHES_LATE = 3;
  private static final int BATCHES_BETWEEN = 6;
  private static final int REMEMBERED = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// @param turn when it would come in good order: each repetition some batches after the one
  ///   before
  private record Piece(long first, long last, long turn) {}

  private final String gateway;
  private final Stream stream;
  private final Numbered entries;
  private final int largestBatch;
  private final Random random;
  private final MqttAsyncClient client;
  private final List<Piece> old = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private long cursor;
  private long answers;
  private long deliveries;
  private long refused;
  private long entriesDelivered;

  Deliverer(
      String url, String gateway, Stream stream, Numbered entries, int largestBatch, long seed)
      throws MqttException {
    this.gateway = gateway;
    this.stream = stream;
    this.entries = entries;
    this.largestBatch = largestBatch;
    this.random = new Random(seed ^ gateway.hashCode() ^ stream.ordinal());
    this.client = new MqttAsyncClient(url, gateway, new MemoryPersistence());
  }

  void connect(String secret) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(gateway);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setKeepAliveInterval(120);
    client.connect(options).waitForCompletion(20_000);
    client.setCallback(this);
    client.subscribe(Topics.ack(gateway, stream), 1).waitForCompletion(20_000);
  }

  /// Delivers all entries up to that number.
  ///
  /// @throws IOException if the cloud does not answer for a minute
  void deliver(long count) throws IOException, InterruptedException, MqttException {
    long from = cursor();
    while (from < count) {
      long to = Math.min(count, from + (long) BATCHES_A_STRETCH * largestBatch / 2);
      List<Piece> pieces = new ArrayList<>();
      for (int time = 0; time < TIMES; time++) {
        pieces.addAll(cut(from + 1, to, (long) time * BATCHES_BETWEEN * largestBatch));
      }
      for (int i = 0; i < TIMES && !old.isEmpty(); i++) {
        Piece again = old.get(random.nextInt(old.size()));
        pieces.add(new Piece(again.first(), again.last(), from + random.nextInt(largestBatch)));
      }
      publish(disordered(pieces));
      remember(pieces);
      from = cursor();
    }
  }

  /// One in three comes up to a few batches later than its turn.
  private List<Piece> disordered(List<Piece> pieces) {
    Map<Piece, Long> turns = new IdentityHashMap<>();
    for (Piece piece : pieces) {
      boolean late = random.nextInt(3) == 0;
      turns.put(piece, piece.turn() + (late ? random.nextInt(BATCHES_LATE * largestBatch) : 0));
    }
    List<Piece> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparing(turns::get));
    return sorted;
  }

  private List<Piece> cut(long first, long last, long behind) {
    List<Piece> pieces = new ArrayList<>();
    for (long at = first; at <= last; ) {
      long end = Math.min(last, at + random.nextInt(largestBatch));
      pieces.add(new Piece(at, end, at + behind));
      at = end + 1;
    }
    return pieces;
  }

  private void remember(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (old.size() < REMEMBERED) {
        old.add(piece);
      } else {
        old.set(random.nextInt(REMEMBERED), piece);
      }
    }
  }

  /// Sends the pieces and waits until each was answered.
  private void publish(List<Piece> pieces) throws IOException, InterruptedException, MqttException {
    long expected = answers() + pieces.size();
    for (Piece piece : pieces) {
      byte[] batch =
          BatchCodec.write(
              stream, piece.first(), 1, piece.last(), entries.from(piece.first(), piece.last()));
      client
          .publish(Topics.up(gateway, stream), batch, 1, false)
          .waitForCompletion(PATIENCE.toMillis());
      deliveries++;
      entriesDelivered += piece.last() - piece.first() + 1;
    }
    long left = PATIENCE.toNanos();
    lock.lockInterruptibly();
    try {
      while (answers < expected) {
        if (left <= 0) {
          throw new IOException(
              "%s: %d of %d batches were answered within %d s"
                  .formatted(
                      gateway,
                      pieces.size() - (expected - answers),
                      pieces.size(),
                      PATIENCE.toSeconds()));
        }
        left = answered.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws WireException {
    Ack ack = JsonCodec.read(message.getPayload(), Ack.class);
    lock.lock();
    try {
      answers++;
      cursor = Math.max(cursor, ack.upToSeq());
      if (ack.refused() != null) {
        refused++;
      }
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    System.err.println(gateway + " was disconnected: " + response.getReasonString());
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    System.err.println(gateway + ": " + exception.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // Only the cloud's own acknowledgement counts.
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    // The subscription is made once.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    // None is asked for: what would come of it is a missing answer.
  }

  private long answers() {
    lock.lock();
    try {
      return answers;
    } finally {
      lock.unlock();
    }
  }

  private long cursor() {
    lock.lock();
    try {
      return cursor;
    } finally {
      lock.unlock();
    }
  }

  /// Batches sent.
  long deliveries() {
    return deliveries;
  }

  /// Entries in them.
  long entriesDelivered() {
    return entriesDelivered;
  }

  /// Batches that came before an earlier one.
  long refused() {
    lock.lock();
    try {
      return refused;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(500, 500, true);
    client.close();
  }
}
