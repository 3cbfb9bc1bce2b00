package org.khue.gateway.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Calls into a driver so that nothing it does can hold or break its caller: it may hang or throw.
/// Each call runs on a thread of its own; one that outlives its time is let go and counted.
final class GuardedCalls {
  /// More threads that never came back, and the driver is not called any more.
  private static final int MOST_LOST_THREADS = 3;

  /// What came of a call.
  sealed interface Result<T> {
    record Came<T>(T value) implements Result<T> {}

    /// A bug in the driver.
    record Threw<T>(Throwable failure) implements Result<T> {}

    /// It did not come back in time; its thread has been interrupted and left alone.
    record Hung<T>() implements Result<T> {}
  }

  private final ThreadFactory threads;
  private final List<Thread> lost = new ArrayList<>();

  /// @param threads platform threads where a driver may block in native code: there a blocked
  ///   virtual thread would hold a carrier that all devices share
  GuardedCalls(ThreadFactory threads) {
    this.threads = threads;
  }

  <T> Result<T> call(Supplier<T> driverCall, Duration patience) throws InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        threads.newThread(() -> {
          try {
            result.complete(driverCall.get());
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        });
    thread.start();
    try {
      return new Result.Came<>(result.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return new Result.Threw<>(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      thread.interrupt();
      lost.add(thread);
      return new Result.Hung<>();
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }

  /// Whether so many calls never came back that the driver must be left alone.
  boolean exhausted() {
    lost.removeIf(thread -> !thread.isAlive());
    return lost.size() >= MOST_LOST_THREADS;
  }
}
