package org.khue.sim.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the ledger at a steady pace to a sink, whether the sink is there or not, and once more at
/// the end. An error is logged when it begins and when it is over, not each time.
public final class LedgerKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(6);

  private final UUID run;
  private final Instant startedAt;
  private final InstantSource clock;
  private final Supplier<List<LedgerLine>> lines;
  private final LedgerSink sink;
  private final Duration period;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable String failure;

  /// @param startedAt before any device of the run may have sent its first sample: whoever compares
  ///   leaves out what was committed before
  public LedgerKeeper(
      UUID run,
      Instant startedAt,
      InstantSource clock,
      Supplier<List<LedgerLine>> lines,
      LedgerSink sink,
      Duration period) {
    this.run = run;
    this.startedAt = startedAt;
    this.clock = clock;
    this.lines = lines;
    this.sink = sink;
    this.period = period;
    this.thread = Thread.ofPlatform().name("ledger").daemon().unstarted(this::keep);
  }

  public void start() {
    thread.start();
  }

  private void keep() {
    try {
      boolean over;
      do {
        over = ended.await(period.toMillis(), TimeUnit.MILLISECONDS);
        send();
      } while (!over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() throws InterruptedException {
    Instant asOf = clock.instant(); // before counting: all until then is counted
    List<LedgerLine> counts = lines.get();
    try {
      sink.accept(LedgerJson.encode(run, startedAt, asOf, counts));
      if (failure != null) {
        LOG.info("The ledger is taken again");
        failure = null;
      }
    } catch (IOException e) {
      if (failure == null) {
        LOG.warn("The ledger is not taken: {}. It is tried again", e.getMessage());
      }
      failure = e.getMessage();
    }
  }

  /// Sends the final counts and ends; to be called when the devices are closed.
  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
