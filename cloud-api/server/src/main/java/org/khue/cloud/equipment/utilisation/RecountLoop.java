package org.khue.cloud.equipment.utilisation;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what was counted, then makes a pass of [Recount] again and again, for as long as the
/// program runs.
@Context
final class RecountLoop {
  private static final Logger LOG = LoggerFactory.getLogger(RecountLoop.class);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Recount recount;
  private final Cube cube;
  private final Duration period;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("utilisation").unstarted(this::loop);

  /// @param period from the end of one pass to the begin of the next
  RecountLoop(
      Recount recount,
      Cube cube,
      @Property(name = "khue.utilisation.period", defaultValue = "2m") Duration period) {
    this.recount = recount;
    this.cube = cube;
    this.period = period;
    thread.start();
  }

  private void loop() {
    try {
      readFirst();
      while (!stopped.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          Acting.system("utilisation").run(recount::pass);
          cube.fresh(); // so that nobody who asks waits for it
        } catch (RuntimeException e) {
          LOG.warn("Utilisation is not counted just now; it is tried again: {}", e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readFirst() {
    try {
      cube.fresh();
    } catch (RuntimeException e) {
      LOG.warn("What was counted could not be read; it is tried again: {}", e.toString());
    }
  }

  @PreDestroy
  void close() {
    stopped.countDown();
    try {
      if (!thread.join(END_LIMIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
