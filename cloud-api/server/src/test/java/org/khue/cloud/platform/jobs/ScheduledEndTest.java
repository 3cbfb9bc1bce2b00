package org.khue.cloud.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScheduledEndTest {
  @Test
  void whatRunsEndsAndNothingBeginsAfterwards() throws Exception {
    try (ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(2)) {
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger ended = new AtomicInteger();
      CountDownLatch some = new CountDownLatch(3);
      scheduled.scheduleAtFixedRate(
          () -> {
            begun.incrementAndGet();
            some.countDown();
            ended.incrementAndGet();
          },
          0,
          1,
          TimeUnit.MILLISECONDS);
      assertTrue(some.await(30, TimeUnit.SECONDS));

      new ScheduledEnd(scheduled).end();

      assertTrue(scheduled.isTerminated());
      assertEquals(begun.get(), ended.get());
    }
  }
}
