package org.khue.driver;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Between a listening driver and its sink. A device may speak while it is still being probed: what
/// comes before [Driver#listen] is kept, so that no sample falls between the two. A loss is told
/// once, and nothing after [#close].
public final class Outlet {
  private static final int MOST_KEPT = 512;

  private final ArrayDeque<Sample> kept = new ArrayDeque<>();
  private @Nullable Sink sink;
  private @Nullable Fault loss;
  private boolean told;
  private boolean closed;

  /// A probe begins: a loss of before no longer counts.
  public synchronized void begin() {
    loss = null;
    told = false;
  }

  /// Gives it on, or keeps it; of more than [#MOST_KEPT] the oldest are left out.
  public synchronized void sample(Sample sample) {
    if (closed) {
      return;
    }
    if (sink != null) {
      sink.sample(sample);
      return;
    }
    if (kept.size() >= MOST_KEPT) {
      kept.removeFirst();
    }
    kept.addLast(sample);
  }

  /// The way to the device is gone.
  public void lost(Fault fault) {
    Sink listener;
    synchronized (this) {
      if (closed || told) {
        return;
      }
      loss = fault;
      listener = sink;
      told = listener != null;
    }
    if (listener != null) {
      listener.lost(fault);
    }
  }

  /// From now on there is somebody to give to.
  public void listen(Sink listener) {
    Fault missed;
    synchronized (this) {
      kept.forEach(listener::sample);
      kept.clear();
      sink = listener;
      missed = loss;
      told = missed != null;
    }
    if (missed != null) {
      listener.lost(missed);
    }
  }

  public synchronized void close() {
    closed = true;
    kept.clear();
  }

  public synchronized boolean isClosed() {
    return closed;
  }
}
