package org.khue.cloud.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScheduledEndTest {
  @Test
  void noWorkByTheClockBeginsOnceTheCloudStops() throws Exception {
    try (ApplicationContext context = ApplicationContext.builder().start()) {
      ExecutorService scheduled =
          context.getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
      TaskScheduler scheduler =
          context.getBean(TaskScheduler.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
      AtomicInteger runs = new AtomicInteger();
      CountDownLatch ran = new CountDownLatch(3);
      scheduler.scheduleAtFixedRate(
          Duration.ZERO,
          Duration.ofMillis(1),
          () -> {
            runs.incrementAndGet();
            ran.countDown();
          });
      assertTrue(ran.await(30, TimeUnit.SECONDS));

      context.getBean(ScheduledEnd.class).onApplicationEvent(new ShutdownEvent(context));

      int ended = runs.get();
      assertTrue(scheduled.isTerminated());
      assertEquals(ended, runs.get());
    }
  }
}
