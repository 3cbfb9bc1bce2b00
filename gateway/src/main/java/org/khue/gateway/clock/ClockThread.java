package org.khue.gateway.clock;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the clock checked each second.
public final class ClockThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClockThread.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("clock").factory());
  private final ClockWatch watch;
  private final GatewayClock clock;

  public ClockThread(ClockWatch watch, GatewayClock clock) {
    this.watch = watch;
    this.clock = clock;
    check();
    timer.scheduleAtFixedRate(
        this::check, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void check() {
    try {
      watch.check(clock);
    } catch (RuntimeException e) {
      log.error("A bug in the clock watch, which goes on", e);
    }
  }

  /// Remembers the time for the next start.
  @Override
  public void close() {
    timer.shutdownNow();
    watch.keep(clock.state());
  }
}
