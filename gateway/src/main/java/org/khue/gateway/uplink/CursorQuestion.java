package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Ack;

/// The question where the cloud stands, which begins each connection.
final class CursorQuestion {
  private static final Duration LOOK = Duration.ofMillis(250);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private boolean open;
  private @Nullable Ack answer;

  /// Asks and waits.
  ///
  /// @param asks sends the question
  /// @param goesOn whether an answer can still come
  /// @return the cloud's cursor, or -1 if there was no answer in time
  long ask(BooleanSupplier asks, BooleanSupplier goesOn, Duration timeout)
      throws InterruptedException {
    begin();
    try {
      return asks.getAsBoolean() ? await(goesOn, System.nanoTime() + timeout.toNanos()) : -1;
    } finally {
      end();
    }
  }

  private void begin() {
    lock.lock();
    try {
      open = true;
      answer = null;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  private long await(BooleanSupplier goesOn, long untilNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (answer == null && System.nanoTime() - untilNanos < 0 && goesOn.getAsBoolean()) {
        answered.awaitNanos(LOOK.toNanos());
      }
      return answer == null ? -1 : answer.upToSeq();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the cloud's word as the answer, if one is waited for.
  ///
  /// @return whether it is
  boolean answered(Ack ack) {
    lock.lock();
    try {
      if (open) {
        answer = ack;
        answered.signalAll();
      }
      return open;
    } finally {
      lock.unlock();
    }
  }
}
