package org.khue.gateway.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.khue.driver.PointSpec;

/// Tells points that have been silent for too long, each once per silence.
final class Availability {
  private final Map<String, Long> staleAfter = new HashMap<>();
  private final Map<String, Long> heard = new HashMap<>();
  private final Set<String> stale = new TreeSet<>();
  private boolean connected;

  Availability(List<PointSpec> points) {
    for (PointSpec point : points) {
      // A state that the device tells by itself holds until its next word, however long that is:
      // the other points tell whether the device still lives.
      if (!PointLine.holds(point)) {
        staleAfter.put(point.id(), Silence.staleAfter(point).toNanos() / 1_000);
      }
    }
  }

  void heard(String point, long monotonicMicros) {
    heard.computeIfPresent(point, (any, before) -> monotonicMicros);
    stale.remove(point);
  }

  /// A poll of the point failed: silent it is not, and a fault tells more than staleness.
  void asked(String point, long monotonicMicros) {
    if (!stale.contains(point)) {
      heard.computeIfPresent(point, (any, before) -> monotonicMicros);
    }
  }

  /// The device was connected at that moment: each point gets its time anew.
  void connected(long monotonicMicros) {
    connected = true;
    stale.clear();
    staleAfter.keySet().forEach(point -> heard.put(point, monotonicMicros));
  }

  /// The device is known to be away: silence tells nothing.
  void disconnected() {
    connected = false;
    stale.clear();
    heard.clear();
  }

  List<String> newlyStale(long monotonicMicros) {
    List<String> found = new ArrayList<>();
    heard.forEach((point, at) -> {
      if (monotonicMicros - at >= staleAfter.getOrDefault(point, Long.MAX_VALUE)
          && stale.add(point)) {
        found.add(point);
      }
    });
    return found;
  }

  /// Whether the device is there and speaks.
  boolean alive() {
    return connected && !allStale();
  }

  Set<String> stale() {
    return Set.copyOf(stale);
  }

  boolean allStale() {
    return !staleAfter.isEmpty() && stale.size() == staleAfter.size();
  }
}
