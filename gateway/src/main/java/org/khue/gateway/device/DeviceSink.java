package org.khue.gateway.device;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Fault;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;

/// The sink of one connection: after it is closed, or lost, it takes nothing any more.
final class DeviceSink implements Sink {
  private final Mailbox mailbox;
  private final Consumer<Sample> heard;
  private final Consumer<Fault> onLost;
  private final Predicate<String> replaceable;
  private final TimeSource time;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param replaceable whether a waiting value of that point may be replaced by a newer one
  DeviceSink(
      Mailbox mailbox,
      Predicate<String> replaceable,
      Consumer<Sample> heard,
      Consumer<Fault> onLost,
      TimeSource time) {
    this.mailbox = mailbox;
    this.replaceable = replaceable;
    this.heard = heard;
    this.onLost = onLost;
    this.time = time;
  }

  @Override
  public void sample(Sample sample) {
    if (!closed.get()) {
      heard.accept(sample);
      mailbox.value(sample, replaceable.test(sample.point()));
    }
  }

  @Override
  public CompletionStage<@Nullable Void> event(String kind, Map<String, Object> details) {
    if (closed.get()) {
      return CompletableFuture.failedStage(
          new IllegalStateException("the connection to this device has ended"));
    }
    CompletableFuture<@Nullable Void> kept = new CompletableFuture<>();
    mailbox.event(
        new Mailbox.Item.Event(
            kind, Map.copyOf(details), time.wallMicros(), time.monotonicMicros(), kept));
    return kept;
  }

  @Override
  public void lost(Fault fault) {
    if (closed.compareAndSet(false, true)) {
      onLost.accept(fault);
    }
  }

  void close() {
    closed.set(true);
  }
}
