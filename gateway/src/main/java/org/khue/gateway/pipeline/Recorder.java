package org.khue.gateway.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends readings and events to the journal. A reading that the journal refuses is counted and
/// gone; an event is offered again until it is kept. What is now is kept in memory beside it.
public final class Recorder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final int MOST_WAITING = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Journal journal;
  private final LiveValues live = new LiveValues();
  private final NewestReadings newest = new NewestReadings();
  private final LastFaults faults = new LastFaults();
  private final Executor retry =
      CompletableFuture.delayedExecutor(
          1, TimeUnit.SECONDS, Executors.newVirtualThreadPerTaskExecutor());
  private final AtomicLong readingsRefused = new AtomicLong();
  private final AtomicInteger eventsWaiting = new AtomicInteger();
  private volatile boolean closed;

  public Recorder(Journal journal) {
    this.journal = journal;
  }

  /// The room now.
  public LiveValues live() {
    return live;
  }

  /// What was recorded last, for those who look on.
  public NewestReadings newest() {
    return newest;
  }

  /// What went wrong last.
  public LastFaults faults() {
    return faults;
  }

  public void reading(Reading reading) {
    newest.put(reading);
    append(Stream.TELEMETRY, reading)
        .exceptionally(failure -> {
          long count = readingsRefused.incrementAndGet();
          // The 1st, 2nd, 4th, 8th…: a full disk must not fill the log as well.
          if (Long.bitCount(count) == 1) {
            log.warn(
                "The journal refused {} readings so far; check the disk: {}",
                count,
                failure.toString());
          }
          return 0L;
        });
  }

  /// Tried once: whoever waits for it must hear at once that it was not kept.
  public CompletionStage<Long> once(Entry event) {
    if (event instanceof Event told) {
      faults.take(told);
    }
    return append(Stream.EVENTS, event);
  }

  /// Offered each second until the journal takes it.
  ///
  /// @return ends when it is on disk; exceptionally only when [#MOST_WAITING] events wait already
  ///   or the gateway stops
  public CompletionStage<Long> event(Entry event) {
    if (event instanceof Event told) {
      faults.take(told);
    }
    CompletableFuture<Long> kept = new CompletableFuture<>();
    offer(event, kept, true);
    return kept;
  }

  /// As [#event], and waits some seconds for it.
  ///
  /// @return whether it is on disk; it may still get there later if not
  public boolean kept(Event event) {
    try {
      event(event).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void offer(Entry event, CompletableFuture<Long> kept, boolean first) {
    append(Stream.EVENTS, event)
        .whenComplete((seq, failure) -> {
          if (failure == null) {
            if (!first) {
              eventsWaiting.decrementAndGet();
            }
            kept.complete(seq);
          } else {
            offerAgain(event, kept, first, failure);
          }
        });
  }

  private void offerAgain(
      Entry event, CompletableFuture<Long> kept, boolean first, Throwable failure) {
    if (closed || (first && eventsWaiting.incrementAndGet() > MOST_WAITING)) {
      log.error("Event lost, the journal does not take it: {} ({})", what(event), failure);
      kept.completeExceptionally(failure);
      return;
    }
    if (first) {
      log.error(
          "The journal refused an event, trying again each second; check the disk: {} ({})",
          what(event),
          failure.toString());
    }
    retry.execute(() -> offer(event, kept, false));
  }

  private CompletionStage<Long> append(Stream stream, Entry entry) {
    try {
      return journal.append(stream, entry);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static String what(Entry entry) {
    return entry instanceof Event event
        ? event.kind() + " of " + event.device()
        : entry.getClass().getSimpleName();
  }

  public long readingsRefused() {
    return readingsRefused.get();
  }

  public int eventsWaiting() {
    return eventsWaiting.get();
  }

  /// Events that still wait get one more try and no other.
  @Override
  public void close() {
    closed = true;
  }
}
