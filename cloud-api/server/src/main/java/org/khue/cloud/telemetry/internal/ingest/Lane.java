package org.khue.cloud.telemetry.internal.ingest;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer: a bounded queue and the thread that commits from it. All deliveries of a gateway go
/// through the same lane, so their order is kept.
///
/// While a group is being committed the next ones gather, so groups grow with the load by
/// themselves. If the database is away, the group is tried again until it is back; meanwhile the
/// queue fills and [#offer] refuses, which stops the senders.
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int MOST_QUEUED_ENTRIES = 200_000;
  private static final int MOST_QUEUED_DELIVERIES = 2_000;
  private static final int MOST_GROUP_ENTRIES = 60_000;
  private static final int MOST_COLLISIONS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final GroupWriter writer;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Delivery> queue = new ArrayDeque<>();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int queuedEntries;
  private volatile boolean stopping;

  Lane(String name, GroupWriter writer) {
    this.writer = writer;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Lets the running transaction end, and no other begin. What is queued was never acknowledged
  /// and will be sent again.
  void stop() {
    stopping = true;
    signal();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Entries that wait for their transaction.
  int queued() {
    lock.lock();
    try {
      return queuedEntries;
    } finally {
      lock.unlock();
    }
  }

  boolean offer(Delivery delivery) {
    lock.lock();
    try {
      if (!hasRoom()) {
        return false;
      }
      queue.add(delivery);
      queuedEntries += delivery.batch().entries().size();
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void whenRoom(Runnable task) {
    lock.lock();
    try {
      if (!hasRoom()) {
        waiting.add(task);
        return;
      }
    } finally {
      lock.unlock();
    }
    task.run();
  }

  private boolean hasRoom() {
    return queuedEntries < MOST_QUEUED_ENTRIES && queue.size() < MOST_QUEUED_DELIVERIES;
  }

  private void run() {
    try {
      while (!stopping) {
        List<Delivery> group = next();
        if (!group.isEmpty()) {
          write(group);
        }
      }
    } catch (Stopped e) {
      LOG.info("The ingest stops while the database is away; what waited will be sent again");
    }
  }

  /// A lane outlives even an error of the machine, such as memory that ran out for a moment: what
  /// got no answer is sent again by its gateway.
  private void write(List<Delivery> group) {
    try {
      writeAndAnswer(group);
    } catch (Error e) {
      LOG.error("{} batches are left without an answer and will come again", group.size(), e);
    }
  }

  private List<Delivery> next() {
    List<Delivery> group = new ArrayList<>();
    List<Runnable> woken = List.of();
    lock.lock();
    try {
      if (queue.isEmpty()) {
        changed.await(1, TimeUnit.SECONDS);
      }
      int entries = 0;
      while (!queue.isEmpty() && entries < MOST_GROUP_ENTRIES) {
        Delivery delivery = queue.remove();
        group.add(delivery);
        entries += delivery.batch().entries().size();
      }
      queuedEntries -= entries;
      if (!waiting.isEmpty() && queuedEntries < MOST_QUEUED_ENTRIES / 2) {
        woken = new ArrayList<>(waiting);
        waiting.clear();
      }
    } catch (InterruptedException e) {
      stopping = true;
    } finally {
      lock.unlock();
    }
    woken.forEach(Lane::quietly);
    return group;
  }

  private void writeAndAnswer(List<Delivery> group) {
    try {
      List<Ack> acks = retrying(group.size() + " batches", () -> writer.write(group));
      for (int i = 0; i < acks.size(); i++) {
        answer(group.get(i), acks.get(i));
      }
    } catch (Refused e) {
      // One of them holds what the database will never take: find it, let the others pass.
      LOG.warn("{} batches together were refused, trying them apart: {}", group.size(), e.reason);
      for (Delivery delivery : group) {
        try {
          answer(delivery, apart(delivery));
        } catch (Refused again) {
          LOG.error(
              "A batch of {} could not even be set aside: {}", delivery.gateway(), again.reason);
        }
      }
    }
  }

  /// Writes a delivery by halves, until single entries are left to be set aside.
  private Ack apart(Delivery delivery) throws Refused {
    Batch batch = delivery.batch();
    try {
      return retrying("a batch", () -> writer.write(List.of(delivery))).getFirst();
    } catch (Refused e) {
      List<Entry> entries = batch.entries();
      if (entries.isEmpty()) {
        throw e;
      }
      if (entries.size() == 1) {
        LOG.error(
            "Entry {} of {} is set aside: {}", batch.firstSeq(), delivery.gateway(), e.reason);
        return retrying("an entry", () -> writer.setAside(delivery, e.reason));
      }
      int half = entries.size() / 2;
      Delivery first = part(delivery, batch.firstSeq(), entries.subList(0, half));
      apart(first);
      return apart(
          part(delivery, first.batch().lastSeq() + 1, entries.subList(half, entries.size())));
    }
  }

  private static Delivery part(Delivery whole, long firstSeq, List<Entry> entries) {
    Batch batch = whole.batch();
    return new Delivery(
        whole.gateway(),
        new Batch(batch.stream(), firstSeq, batch.boot(), batch.sentMonotonicMicros(), entries),
        whole.receivedAt(),
        whole.reply());
  }

  /// Does the work again for as long as only the database is in trouble.
  private <T> T retrying(String what, Work<T> work) throws Refused {
    Duration pause = FIRST_PAUSE;
    int collisions = 0;
    for (boolean reported = false; ; ) {
      try {
        T done = work.run();
        if (reported) {
          LOG.info("The database is back: {} committed", what);
        }
        return done;
      } catch (SQLException e) {
        if (!SqlFaults.passes(e) || SqlFaults.isCollision(e) && ++collisions > MOST_COLLISIONS) {
          throw new Refused(e);
        }
        if (!reported) {
          LOG.warn(
              "The database is in trouble, {} wait and will be tried again: {}",
              what,
              e.toString());
          reported = true;
        }
      } catch (RuntimeException e) {
        throw new Refused(e);
      }
      if (!pause(pause)) {
        throw new Stopped();
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /// @return false if the lane is to stop
  private boolean pause(Duration duration) {
    long nanos = duration.toNanos();
    lock.lock();
    try {
      while (!stopping && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      stopping = true;
    } finally {
      lock.unlock();
    }
    return !stopping;
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void answer(Delivery delivery, Ack ack) {
    quietly(() -> delivery.reply().answer(ack));
  }

  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("An answer could not be handed on; the batch will be sent again", e);
    }
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  /// The database will not take it, now or later.
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final String reason;

    Refused(Exception cause) {
      super(cause);
      reason = Texts.note(cause.toString());
    }
  }

  /// The lane is told to stop while the database is away.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
