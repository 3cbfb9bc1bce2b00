package org.khue.gateway.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.khue.contract.Entry;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Group commit: producers queue entries, one thread hands them to the store in groups. Events go
/// at once, telemetry when enough of it waits or the oldest has waited for long enough.
final class QueuedJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedJournal.class);
  private static final long MAINTAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Store store;
  private final JournalSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition durable = lock.newCondition();
  private final AppendQueue events;
  private final AppendQueue telemetry;
  private final Thread writer;
  private boolean writerWaits;
  private int awaiting;
  private boolean closing;

  QueuedJournal(Store store, JournalSettings settings) {
    this.store = store;
    this.settings = settings;
    this.events = new AppendQueue(settings);
    this.telemetry = new AppendQueue(settings);
    this.writer = Thread.ofPlatform().name("journal-writer").daemon().start(this::write);
  }

  @Override
  public CompletionStage<Long> append(Stream stream, Entry entry) {
    byte[] cbor = new EntryWriter().write(entry);
    if (cbor.length > RecordFormat.MAX_PAYLOAD_BYTES) {
      return refused("an entry has at most " + RecordFormat.MAX_PAYLOAD_BYTES + " bytes");
    }
    Pending pending = new Pending(cbor, entry.at().wallMicros(), new CompletableFuture<>());
    AppendQueue queue = queue(stream);
    lock.lock();
    try {
      if (!queue.hasRoomFor(pending) && !waitForRoom(queue, pending)) {
        return refused("the queue of " + stream.wireName() + " is full: the disk is too slow");
      }
      if (closing) {
        return refused("the journal is closed");
      }
      queue.add(pending);
      if (writerWaits && (stream == Stream.EVENTS || wakesForTelemetry())) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
    return pending.durable();
  }

  /// The first one starts the writer's timer, the last of a group ends it.
  private boolean wakesForTelemetry() {
    return telemetry.size() == 1 || telemetry.size() == settings.groupEntries();
  }

  private boolean waitForRoom(AppendQueue queue, Pending pending) {
    if (Thread.currentThread() == writer) {
      return false;
    }
    long left = settings.appendTimeout().toNanos();
    try {
      while (!queue.hasRoomFor(pending) && !closing) {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static CompletionStage<Long> refused(String why) {
    return CompletableFuture.failedFuture(new IOException(why));
  }

  private AppendQueue queue(Stream stream) {
    return switch (stream) {
      case EVENTS -> events;
      case TELEMETRY -> telemetry;
    };
  }

  private void write() {
    try {
      writeUntilClosed();
    } finally {
      // Also when the virtual machine fails under it: nobody shall wait for a dead writer.
      lock.lock();
      try {
        closing = true;
        for (Stream stream : Stream.values()) {
          for (Pending entry : queue(stream).takeAll()) {
            entry.durable().completeExceptionally(new IOException("the journal is closed"));
          }
        }
        room.signalAll();
        durable.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void writeUntilClosed() {
    long maintainAt = System.nanoTime() + MAINTAIN_NANOS;
    boolean last = false;
    while (!last) {
      List<Pending> newEvents;
      List<Pending> newTelemetry;
      lock.lock();
      try {
        waitForWork(maintainAt);
        last = closing;
        newEvents = events.takeAll();
        newTelemetry = telemetryIsDue() ? telemetry.takeAll() : List.of();
        room.signalAll();
      } finally {
        lock.unlock();
      }
      commit(Stream.EVENTS, newEvents);
      commit(Stream.TELEMETRY, newTelemetry);
      if (System.nanoTime() - maintainAt >= 0) {
        maintain();
        maintainAt = System.nanoTime() + MAINTAIN_NANOS;
      }
    }
  }

  private void maintain() {
    try {
      store.maintain();
    } catch (RuntimeException e) {
      LOG.error("The journal could not be tidied up", e);
    }
  }

  private void waitForWork(long maintainAt) {
    writerWaits = true;
    try {
      while (!closing && events.isEmpty() && !telemetryIsDue()) {
        long left = maintainAt - System.nanoTime();
        if (!telemetry.isEmpty()) {
          left = Math.min(left, telemetryDueNanos() - System.nanoTime());
        }
        if (left <= 0) {
          return;
        }
        work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      LOG.warn("Somebody interrupted the journal's writer; it goes on");
    } finally {
      writerWaits = false;
    }
  }

  private long telemetryDueNanos() {
    return telemetry.oldestNanos() + settings.groupDelay().toNanos();
  }

  private boolean telemetryIsDue() {
    return telemetry.size() >= settings.groupEntries()
        || (!telemetry.isEmpty() && (closing || System.nanoTime() - telemetryDueNanos() >= 0));
  }

  private void commit(Stream stream, List<Pending> entries) {
    int from = 0;
    while (from < entries.size()) {
      if (stream == Stream.TELEMETRY && from > 0) {
        commit(Stream.EVENTS, takeEvents());
      }
      int to = Pending.groupEnd(entries, from, store.maxGroupBytes());
      commitGroup(stream, entries.subList(from, to));
      from = to;
    }
  }

  private List<Pending> takeEvents() {
    lock.lock();
    try {
      return events.isEmpty() ? List.of() : events.takeAll();
    } finally {
      lock.unlock();
    }
  }

  private void commitGroup(Stream stream, List<Pending> group) {
    long seq;
    try {
      seq = store.commit(stream, group);
    } catch (IOException | RuntimeException e) {
      LOG.error("{} entries of {} are not kept: {}", group.size(), stream.wireName(), e.toString());
      group.forEach(entry -> entry.durable().completeExceptionally(e));
      return;
    }
    for (Pending entry : group) {
      entry.durable().complete(seq++);
    }
    wakeReaders();
  }

  private void wakeReaders() {
    lock.lock();
    try {
      if (awaiting > 0) {
        durable.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(Stream stream, long seq, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      awaiting++;
      while (store.durableSeq(stream) < seq) {
        if (left <= 0 || closing) {
          return false;
        }
        left = durable.awaitNanos(left);
      }
      return true;
    } finally {
      awaiting--;
      lock.unlock();
    }
  }

  @Override
  public List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException {
    return store.read(stream, fromSeq, maxEntries, maxBytes);
  }

  @Override
  public void acknowledge(Stream stream, long upToSeq) {
    store.acknowledge(stream, upToSeq);
  }

  @Override
  public boolean isNumbered(Stream stream) {
    return store.isNumbered(stream);
  }

  @Override
  public void numberAfter(Stream stream, long cloudCursor) throws IOException {
    store.numberAfter(stream, cloudCursor);
  }

  @Override
  public Depth depth(Stream stream) {
    return store.depth(stream);
  }

  @Override
  public Health health() {
    return store.health();
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
      room.signalAll();
      durable.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!writer.join(CLOSE_TIMEOUT)) {
        throw new IOException("the journal did not finish writing within " + CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while closing the journal", e);
    }
    store.close();
  }
}
