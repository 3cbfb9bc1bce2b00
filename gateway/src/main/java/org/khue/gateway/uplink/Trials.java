package org.khue.gateway.uplink;

import java.time.Duration;

/// How the last connections went, and how long to wait before the next.
///
/// A connection counts once something of the cloud came over it: some networks let one begin and
/// nothing through. Each of those costs its users some seconds, so the next is tried later.
final class Trials {
  private static final int USELESS = 5;

  private final Backoff backoff;
  private final Duration longEnough;
  private boolean proven;
  private int failures;

  /// @param longEnough a connection that stood for so long begins the waits anew
  Trials(Backoff backoff, Duration longEnough) {
    this.backoff = backoff;
    this.longEnough = longEnough;
  }

  /// Something came from the cloud.
  synchronized void heard() {
    proven = true;
    failures = 0;
  }

  /// How often in a row it was of no use.
  synchronized int failures() {
    return failures;
  }

  /// A trial is over.
  ///
  /// @param opened whether there was a connection
  /// @param nanos how long it took
  /// @return how long to wait
  synchronized Duration pause(boolean opened, long nanos) {
    boolean good = proven;
    proven = false;
    if (!good) {
      failures++;
      return opened ? backoff.next().multipliedBy(USELESS) : backoff.next();
    }
    if (nanos > longEnough.toNanos()) {
      backoff.reset();
    }
    return backoff.next();
  }
}
