package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.khue.contract.Ack;

/// What of a stream is acknowledged, on its way, and next to be sent; how an acknowledgement moves
/// that. Not thread-safe. Times are [System#nanoTime()].
final class SendWindow {
  private static final long MAX_REFUSED_MILLIS = 30_000;

  private final int limit;
  private final long ackTimeoutNanos;
  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private long acknowledged;
  private long next = 1;
  private long progressNanos;
  private int timeouts;
  private int refusals;
  private int staleRefusals;

  private record Sent(long firstSeq, long lastSeq) {}

  SendWindow(int limit, Duration ackTimeout) {
    this.limit = limit;
    this.ackTimeoutNanos = ackTimeout.toNanos();
  }

  /// Begins on a new connection behind what is acknowledged.
  void begin(long newAcknowledged) {
    acknowledged = newAcknowledged;
    next = newAcknowledged + 1;
    inFlight.clear();
    timeouts = 0;
    refusals = 0;
    staleRefusals = 0;
  }

  long acknowledged() {
    return acknowledged;
  }

  long next() {
    return next;
  }

  boolean isFull() {
    return inFlight.size() >= limit;
  }

  /// How often in a row the cloud has refused without a step forward.
  int refusals() {
    return refusals;
  }

  /// How long to wait after those refusals before sending again: longer each time, and at random.
  Duration refusalPause(RandomGenerator random) {
    if (refusals <= 1) {
      return Duration.ZERO;
    }
    long most = Math.min(MAX_REFUSED_MILLIS, 100L << Math.min(refusals, 10));
    return Duration.ofMillis(random.nextLong(most / 2, most + 1));
  }

  /// How often in a row it has not answered in time.
  int timeouts() {
    return timeouts;
  }

  /// Notes a batch as sent.
  ///
  /// @param from what [#next()] was when it was read
  /// @return false if an acknowledgement has moved that meanwhile: the batch is not to be sent
  boolean sent(long from, long firstSeq, long lastSeq, long nowNanos) {
    if (next != from) {
      return false;
    }
    if (inFlight.isEmpty()) {
      progressNanos = nowNanos;
    }
    inFlight.add(new Sent(firstSeq, lastSeq));
    next = lastSeq + 1;
    return true;
  }

  /// Takes that back: the connection did not take the batch.
  void unsent(long firstSeq, long lastSeq) {
    if (inFlight.removeLastOccurrence(new Sent(firstSeq, lastSeq))) {
      next = Math.min(next, firstSeq);
    }
  }

  /// Whether the cloud is late with its answer; if so, sending goes back.
  ///
  /// @param heldBack the cloud has asked for patience: then it is not late
  boolean isLate(long nowNanos, boolean heldBack) {
    if (heldBack) {
      progressNanos = nowNanos;
    }
    if (inFlight.isEmpty() || nowNanos - progressNanos <= ackTimeoutNanos) {
      return false;
    }
    timeouts++;
    goBackTo(acknowledged + 1, nowNanos);
    return true;
  }

  /// Takes the cloud's word.
  ///
  /// @return whether it acknowledges anything new
  boolean take(Ack ack, long nowNanos) {
    long upTo = ack.upToSeq();
    boolean progress = upTo > acknowledged;
    if (progress) {
      acknowledged = upTo;
      progressNanos = nowNanos;
      timeouts = 0;
      refusals = 0;
      staleRefusals = 0;
    }
    while (!inFlight.isEmpty() && inFlight.getFirst().lastSeq() <= upTo) {
      inFlight.removeFirst();
    }
    if (ack.refused() != null) {
      refused(upTo, nowNanos);
    } else if (!inFlight.isEmpty() && inFlight.getFirst().firstSeq() <= upTo) {
      // Only a part of it was taken.
      goBackTo(upTo + 1, nowNanos);
    }
    return progress;
  }

  private void refused(long upTo, long nowNanos) {
    if (upTo < acknowledged) {
      // An answer to something older.
      return;
    }
    if (staleRefusals > 0) {
      staleRefusals--;
      return;
    }
    // The batches behind the refused one are going to be refused as well.
    staleRefusals = Math.max(0, inFlight.size() - 1);
    refusals++;
    goBackTo(upTo + 1, nowNanos);
  }

  private void goBackTo(long seq, long nowNanos) {
    next = seq;
    inFlight.clear();
    progressNanos = nowNanos;
  }
}
