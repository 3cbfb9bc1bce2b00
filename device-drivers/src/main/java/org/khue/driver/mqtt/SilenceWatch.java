package org.khue.driver.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.khue.driver.Fault;
import org.khue.driver.Outlet;
import org.khue.driver.TimeSource;

/// Tells the loss of a device that says nothing for too long. It has no thread of its own: it comes
/// back when the silence could have become too long.
final class SilenceWatch {
  private final Duration limit;
  private final String where;
  private final Outlet outlet;
  private final TimeSource time;
  private volatile long heardMicros;

  /// @param limit zero: silence says nothing about the device
  SilenceWatch(Duration limit, String where, Outlet outlet, TimeSource time) {
    this.limit = limit;
    this.where = where;
    this.outlet = outlet;
    this.time = time;
  }

  void begin() {
    heard();
    if (!limit.isZero()) {
      lookAgain(limit);
    }
  }

  void heard() {
    heardMicros = time.monotonicMicros();
  }

  private void lookAgain(Duration later) {
    CompletableFuture.delayedExecutor(later.toMillis(), TimeUnit.MILLISECONDS).execute(this::look);
  }

  private void look() {
    if (outlet.isClosed()) {
      return;
    }
    Duration silent = Duration.ofNanos((time.monotonicMicros() - heardMicros) * 1_000);
    Duration left = limit.minus(silent);
    if (left.isPositive()) {
      lookAgain(left);
    } else {
      outlet.lost(new Fault.Gone(where + " has said nothing for " + silent.toSeconds() + " s"));
    }
  }
}
