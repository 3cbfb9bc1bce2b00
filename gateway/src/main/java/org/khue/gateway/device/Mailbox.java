package org.khue.gateway.device;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Sample;

/// What a device has said and the pipeline has not taken yet, in order, bounded.
///
/// A gauge that is still waiting is replaced by its newer value. Values that must not be left out
/// (states, counters that report each sample) and events wait in line; when the line is full, the
/// value is given up and its point is marked, the event is refused to its giver.
final class Mailbox {
  static final int MOST_VALUES = 2_000;
  static final int MOST_EVENTS = 500;

  /// Something for the pipeline.
  sealed interface Item {
    /// A value; may be replaced in place by a newer one while it waits.
    final class Value implements Item {
      private Sample sample;

      Value(Sample sample) {
        this.sample = sample;
      }

      Sample sample() {
        return sample;
      }
    }

    record Failure(String point, String code, long wallMicros, long monotonicMicros)
        implements Item {}

    record Event(
        String kind,
        Map<String, Object> details,
        long wallMicros,
        long monotonicMicros,
        CompletableFuture<@Nullable Void> kept)
        implements Item {}

    record Connected() implements Item {}

    record Disconnected(String code) implements Item {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Queue<Item> items = new ArrayDeque<>();
  private final Map<String, Item.Value> gauges = new HashMap<>();
  private final Map<String, Item.Failure> overflows = new HashMap<>();
  private int values;
  private int events;
  private long dropped;

  /// @param replaceable whether a newer value may take its place
  void value(Sample sample, boolean replaceable) {
    lock.lock();
    try {
      Item.Value waiting = replaceable ? gauges.get(sample.point()) : null;
      if (waiting != null) {
        waiting.sample = sample;
        return;
      }
      Item.Value item = new Item.Value(sample);
      if (line(item, sample.point(), sample.wallMicros(), sample.monotonicMicros())
          && replaceable) {
        gauges.put(sample.point(), item);
      }
    } finally {
      lock.unlock();
    }
  }

  void failure(Item.Failure failure) {
    lock.lock();
    try {
      line(failure, failure.point(), failure.wallMicros(), failure.monotonicMicros());
    } finally {
      lock.unlock();
    }
  }

  /// @return whether it will be kept; a refused one is completed exceptionally
  boolean event(Item.Event event) {
    lock.lock();
    try {
      if (events < MOST_EVENTS) {
        events++;
        add(event);
        return true;
      }
    } finally {
      lock.unlock();
    }
    event
        .kept()
        .completeExceptionally(
            new IllegalStateException(MOST_EVENTS + " events of this device wait already"));
    return false;
  }

  /// The device came or went; always kept: the lifecycle bounds how often that is.
  void signal(Item signal) {
    lock.lock();
    try {
      add(signal);
    } finally {
      lock.unlock();
    }
  }

  /// The next item; null if none came in that time.
  @Nullable Item take(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (items.isEmpty()) {
        if (left <= 0) {
          return null;
        }
        left = filled.awaitNanos(left);
      }
      Item item = items.remove();
      switch (item) {
        case Item.Value value -> {
          values--;
          gauges.remove(value.sample().point(), value);
        }
        case Item.Failure failure -> values--;
        case Item.Event event -> events--;
        case Item.Connected connected -> {}
        case Item.Disconnected disconnected -> {}
      }
      if (items.isEmpty()) {
        items.addAll(overflows.values());
        values += overflows.size();
        overflows.clear();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  /// Values given up because the line was full.
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  private boolean line(Item item, String point, long wallMicros, long monotonicMicros) {
    if (values >= MOST_VALUES) {
      dropped++;
      overflows.put(point, new Item.Failure(point, "overflow", wallMicros, monotonicMicros));
      return false;
    }
    values++;
    add(item);
    return true;
  }

  private void add(Item item) {
    items.add(item);
    filled.signal();
  }
}
