package org.khue.cloud.telemetry.internal.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.LiveValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One subscription: what is not yet delivered, one value a point at the most.
final class Viewer implements LiveValues.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Viewer.class);

  private record Key(String gateway, String device, String point) {}

  private final Predicate<LiveValue> wanted;
  private final Consumer<List<LiveValue>> receiver;
  private final Consumer<Viewer> ended;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Key, LiveValue> pending = new LinkedHashMap<>();
  private boolean closed;

  Viewer(Predicate<LiveValue> wanted, Consumer<List<LiveValue>> receiver, Consumer<Viewer> ended) {
    this.wanted = wanted;
    this.receiver = receiver;
    this.ended = ended;
  }

  void start() {
    Thread.ofVirtual().name("live-viewer").start(this::run);
  }

  void offer(LiveValue value) {
    try {
      if (!wanted.test(value)) {
        return;
      }
    } catch (RuntimeException e) {
      LOG.error("A subscription's condition failed; the subscription ends", e);
      close();
      return;
    }
    lock.lock();
    try {
      if (!closed) {
        pending.put(new Key(value.gateway(), value.device(), value.point()), value);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    ended.accept(this);
    lock.lock();
    try {
      closed = true;
      pending.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (List<LiveValue> values = next(); !values.isEmpty(); values = next()) {
        receiver.accept(values);
      }
    } catch (RuntimeException e) {
      LOG.warn("A subscription ends because its receiver failed: {}", e.toString());
    } finally {
      close();
    }
  }

  /// Empty when the subscription is closed.
  private List<LiveValue> next() {
    lock.lock();
    try {
      while (pending.isEmpty() && !closed) {
        changed.await();
      }
      List<LiveValue> values = new ArrayList<>(pending.values());
      pending.clear();
      return values;
    } catch (InterruptedException e) {
      return List.of();
    } finally {
      lock.unlock();
    }
  }
}
