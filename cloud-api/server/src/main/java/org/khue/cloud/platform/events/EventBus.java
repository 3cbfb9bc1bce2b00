package org.khue.cloud.platform.events;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves events from the outbox to the subscribers of this process.
///
/// How it works: publishers write rows without a position. One thread numbers committed rows, in
/// the order of their writing; since two transactions that change one thing wait for each other,
/// the later one's row is written after the earlier one committed, and so gets the later position.
/// A thread a subscriber then takes what lies behind its cursor. Nobody waits for anybody: a
/// publisher for no subscriber, a subscriber for no other.
@Context
final class EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
  private static final int MOST_NUMBERED = 5_000;
  private static final Duration IDLE_LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final List<Loop> loops = new ArrayList<>();

  EventBus(
      List<Subscriber> subscribers,
      OutboxStore outbox,
      Database database,
      Clock clock,
      EventSettings settings) {
    DataSource source = database.systemSource();
    List<Loop> lanes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Subscriber subscriber : subscribers) {
      if (!names.add(subscriber.name())) {
        throw new IllegalStateException("two subscribers are named " + subscriber.name());
      }
      Delivery delivery = new Delivery(subscriber, outbox, source, clock, settings);
      delivery.meet();
      lanes.add(new Loop("events " + subscriber.name(), IDLE_LOOK, delivery::step));
    }
    Transactions transactions = new Transactions(source);
    loops.add(
        new Loop(
            "events outbox",
            settings.poll(),
            () -> {
              int numbered =
                  transactions.run(
                      "numbering events", transaction -> outbox.number(transaction, MOST_NUMBERED));
              if (numbered > 0) {
                lanes.forEach(Loop::wake);
              }
              return numbered == MOST_NUMBERED;
            }));
    loops.addAll(lanes);
    loops.forEach(Loop::start);
  }

  @PreDestroy
  void close() {
    loops.forEach(Loop::stop);
    loops.forEach(Loop::join);
  }

  /// Steps for as long as there is more to do, then waits to be woken or for a while.
  private static final class Loop {
    private final Thread thread;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean stopped;

    Loop(String name, Duration idle, BooleanSupplier step) {
      thread =
          Thread.ofVirtual()
              .name(name)
              .unstarted(() -> Acting.system(name).run(() -> run(name, idle, step)));
    }

    void start() {
      thread.start();
    }

    void wake() {
      woken.release();
    }

    void stop() {
      stopped = true;
      woken.release();
    }

    void join() {
      try {
        if (!thread.join(END_LIMIT)) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void run(String name, Duration idle, BooleanSupplier step) {
      while (!stopped) {
        Duration pause = idle;
        try {
          while (!stopped && step.getAsBoolean()) {
            Thread.yield();
          }
        } catch (RuntimeException | Error e) {
          pause = AFTER_FAULT;
          if (!stopped) {
            LOG.warn("{} pauses: {}", name, e.getClass().getSimpleName());
          }
        }
        try {
          boolean ignored = woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          woken.drainPermits();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
