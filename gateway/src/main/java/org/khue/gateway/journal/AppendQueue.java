package org.khue.gateway.journal;

import java.util.ArrayList;
import java.util.List;

/// The entries of one stream that wait in memory. Guarded by the journal's lock.
final class AppendQueue {
  private final JournalSettings settings;
  private List<Pending> waiting = new ArrayList<>();
  private long bytes;
  private long oldestNanos;

  AppendQueue(JournalSettings settings) {
    this.settings = settings;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  /// When the oldest of them came, by [System#nanoTime()].
  long oldestNanos() {
    return oldestNanos;
  }

  boolean hasRoomFor(Pending entry) {
    return waiting.isEmpty()
        || (waiting.size() < settings.queueEntries()
            && bytes + entry.cbor().length <= settings.queueBytes());
  }

  void add(Pending entry) {
    if (waiting.isEmpty()) {
      oldestNanos = System.nanoTime();
    }
    waiting.add(entry);
    bytes += entry.cbor().length;
  }

  List<Pending> takeAll() {
    List<Pending> all = waiting;
    waiting = new ArrayList<>();
    bytes = 0;
    return all;
  }
}
