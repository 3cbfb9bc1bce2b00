package org.khue.gateway.device;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.khue.driver.TimeSource;
import org.khue.gateway.pipeline.DevicePipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes from a device's mailbox and gives to its pipeline, on a thread of its own: a journal that
/// is slow holds up this device alone.
final class DeviceWorker {
  private static final Logger log = LoggerFactory.getLogger(DeviceWorker.class);

  private final String device;
  private final Mailbox mailbox;
  private final DevicePipeline pipeline;
  private final TimeSource time;
  private final Duration tick;
  private final BiConsumer<Set<String>, Boolean> onStale;
  private final Thread thread;
  private final Executor answers = answer -> Thread.ofVirtual().name("answer").start(answer);
  private Set<String> stale = Set.of();
  private long tickedAt;
  private volatile boolean stopped;

  /// @param onStale is told when the set of silent points changes, and whether all are silent
  DeviceWorker(
      String device,
      Mailbox mailbox,
      DevicePipeline pipeline,
      TimeSource time,
      Duration tick,
      BiConsumer<Set<String>, Boolean> onStale) {
    this.device = device;
    this.mailbox = mailbox;
    this.pipeline = pipeline;
    this.time = time;
    this.tick = tick;
    this.onStale = onStale;
    thread = Thread.ofVirtual().name("pipeline " + device).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Lets it take what is already in the mailbox, and then end.
  void stop() {
    stopped = true;
  }

  /// @return whether it has ended
  boolean await(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void run() {
    try {
      attempt(pipeline::resume);
      Mailbox.Item item = mailbox.take(tick);
      while (item != null || !stopped) {
        if (item != null) {
          Mailbox.Item taken = item;
          attempt(() -> handle(taken));
        }
        attempt(this::tickWhenDue);
        item = mailbox.take(stopped ? Duration.ZERO : tick);
      }
      attempt(pipeline::close);
    } catch (InterruptedException e) {
      log.debug("The pipeline of {} stops", device);
    }
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("A bug in the pipeline of {}, which goes on", device, e);
    }
  }

  private void handle(Mailbox.Item item) {
    switch (item) {
      case Mailbox.Item.Value value -> pipeline.sample(value.sample());
      case Mailbox.Item.Failure failure ->
          pipeline.failure(
              failure.point(), failure.code(), failure.wallMicros(), failure.monotonicMicros());
      case Mailbox.Item.Event event -> event(event);
      case Mailbox.Item.Connected connected -> pipeline.connected();
      case Mailbox.Item.Disconnected disconnected -> pipeline.disconnected(disconnected.code());
    }
  }

  private void event(Mailbox.Item.Event event) {
    try {
      pipeline
          .event(event.kind(), event.details(), event.wallMicros(), event.monotonicMicros())
          // Whoever waits may go on to his device: not on the journal's only writing thread.
          .whenCompleteAsync((seq, failure) -> complete(event, failure), answers);
    } catch (RuntimeException e) {
      complete(event, e);
    }
  }

  private static void complete(Mailbox.Item.Event event, @Nullable Throwable failure) {
    if (failure == null) {
      event.kept().complete(null);
    } else {
      event.kept().completeExceptionally(failure);
    }
  }

  private void tickWhenDue() {
    long now = time.monotonicMicros();
    if (now - tickedAt < tick.toNanos() / 1_000) {
      return;
    }
    tickedAt = now;
    Set<String> silent = pipeline.tick();
    if (!silent.equals(stale)) {
      stale = silent;
      onStale.accept(silent, pipeline.silent());
    }
  }
}
