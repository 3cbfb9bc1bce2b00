package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages of one kind on their way over HTTPS, one after the other in a thread of its own: their
/// order is that in which they were handed over.
final class HttpsLane {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsLane.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Sends one message, however long that takes.
  @FunctionalInterface
  interface Sending {
    void send(long session, byte[] payload) throws InterruptedException;
  }

  private record Message(long session, byte[] payload) {}

  private final BlockingQueue<Message> queue;
  private final Sending sending;
  private final Thread thread;

  HttpsLane(String name, int capacity, Sending sending) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.sending = sending;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// @return false if there is no room
  boolean offer(long session, byte[] payload) {
    return queue.offer(new Message(session, payload));
  }

  /// Forgets what waits.
  void clear() {
    queue.clear();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        @Nullable Message next = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          sending.send(next.session, next.payload);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("A way to the cloud ends", e);
    }
  }

  void close() {
    thread.interrupt();
  }
}
