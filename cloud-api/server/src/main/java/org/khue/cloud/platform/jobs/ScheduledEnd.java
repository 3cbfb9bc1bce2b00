package org.khue.cloud.platform.jobs;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the work by the clock before anything that it uses is closed. A task that fell due in
/// between would make its closed beans anew, the database's own server among them.
@Singleton
final class ScheduledEnd implements ApplicationEventListener<ShutdownEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledEnd.class);
  private static final int SECONDS = 10;

  private final ExecutorService scheduled;

  ScheduledEnd(@Named(TaskExecutors.SCHEDULED) ExecutorService scheduled) {
    this.scheduled = scheduled;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    end();
  }

  void end() {
    scheduled.shutdown();
    try {
      if (!scheduled.awaitTermination(SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Work by the clock has not ended within {} s and is interrupted", SECONDS);
        scheduled.shutdownNow();
      }
    } catch (InterruptedException e) {
      scheduled.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
