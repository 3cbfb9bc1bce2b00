package org.khue.gateway.device;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.khue.driver.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that speaks on a bus. Commands go first, then events (a connection was lost, a
/// point has gone silent), then what is due: polls, and attempts to reconnect. Polls wait nowhere:
/// what is due is looked up, so late ones cannot pile up.
final class BusOwner {
  private static final Logger log = LoggerFactory.getLogger(BusOwner.class);
  private static final int MOST_COMMANDS = 32;
  private static final int MOST_EVENTS = 1_024;

  /// The thread looks up at least so often what is due.
  private static final long LONGEST_SLEEP_NANOS = Duration.ofSeconds(1).toNanos();

  private final String bus;
  private final TimeSource time;
  private final List<ManagedDevice> devices = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Work> commands = new ArrayDeque<>();
  private final Queue<Work> events = new ArrayDeque<>();
  private final Thread thread;
  private boolean started;
  private boolean stopped;

  /// Something to do on the bus.
  @FunctionalInterface
  interface Work {
    void run() throws InterruptedException;
  }

  BusOwner(String bus, ThreadFactory threads, TimeSource time) {
    this.bus = bus;
    this.time = time;
    thread = threads.newThread(this::run);
    thread.setName("bus " + bus);
  }

  void add(ManagedDevice device) {
    lock.lock();
    try {
      devices.add(device);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Takes a device off: it is not called any more, but for what is being done just now.
  ///
  /// @return whether it was the last one here
  boolean remove(ManagedDevice device) {
    lock.lock();
    try {
      devices.remove(device);
      return devices.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Begins; of no effect on one that has begun.
  void start() {
    lock.lock();
    try {
      if (!started) {
        started = true;
        thread.start();
      }
    } finally {
      lock.unlock();
    }
  }

  String bus() {
    return bus;
  }

  /// @return false if too many wait already, or the bus has stopped
  boolean command(Work work) {
    return offer(commands, MOST_COMMANDS, work);
  }

  /// @return false if too many wait already, or the bus has stopped
  boolean event(Work work) {
    return offer(events, MOST_EVENTS, work);
  }

  private boolean offer(Queue<Work> queue, int most, Work work) {
    lock.lock();
    try {
      if (stopped || queue.size() >= most) {
        return false;
      }
      queue.add(work);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }

  /// @return whether the thread has ended
  boolean await(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void run() {
    try {
      for (Work next = next(); next != null; next = next()) {
        try {
          next.run();
        } catch (RuntimeException e) {
          log.error("A bug of the runtime on {}, which goes on", bus, e);
        }
      }
    } catch (InterruptedException e) {
      log.debug("{} stops", bus);
    }
  }

  private @Nullable Work next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped) {
        Work waiting = commands.isEmpty() ? events.poll() : commands.poll();
        if (waiting != null) {
          return waiting;
        }
        ManagedDevice first = firstDue();
        long nanos = LONGEST_SLEEP_NANOS;
        if (first != null) {
          long micros = first.dueAt() - time.monotonicMicros();
          if (micros <= 0) {
            return first::work;
          }
          nanos = Math.min(nanos, TimeUnit.MICROSECONDS.toNanos(micros));
        }
        changed.awaitNanos(nanos);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ManagedDevice firstDue() {
    ManagedDevice first = null;
    for (ManagedDevice device : devices) {
      if (first == null || device.dueAt() < first.dueAt()) {
        first = device;
      }
    }
    return first;
  }
}
