package org.khue.cloud.identity.internal.password;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Computes hashes, two at a time and few waiting: a flood of sign-ins takes neither the memory nor
/// the processors from the rest of the cloud.
@Singleton
final class HashPool {
  private static final int THREADS = 2;
  private static final int WAITING = 16;
  private static final int LONGEST_SECONDS = 10;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("password-hash-", 0).factory());
  private final AtomicLong computed = new AtomicLong();

  /// @return empty when too many wait already, or it took too long
  <T> Optional<T> compute(Callable<T> hash) {
    Future<T> result;
    try {
      result =
          pool.submit(() -> {
            computed.incrementAndGet();
            return hash.call();
          });
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(result.get(LONGEST_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      result.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password hash could not be computed", e.getCause());
    }
  }

  /// How many hashes were computed since the start.
  long computed() {
    return computed.get();
  }

  @PreDestroy
  void close() {
    pool.shutdownNow();
  }
}
