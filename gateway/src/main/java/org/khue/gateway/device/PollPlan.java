package org.khue.gateway.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.khue.driver.PointSpec;

/// When the polled points of a device are due: all with the same period in one read, on the
/// period's grid. A read that comes late takes the place of those it has missed.
final class PollPlan {
  /// Points with the same period.
  static final class Group {
    private final List<PointSpec> points;
    private final long periodMicros;
    private long dueAt;

    private Group(List<PointSpec> points, Duration period) {
      this.points = List.copyOf(points);
      periodMicros = Math.max(1_000, period.toNanos() / 1_000);
    }

    List<PointSpec> points() {
      return points;
    }

    Duration period() {
      return Duration.ofNanos(periodMicros * 1_000);
    }

    /// On to the next point of the grid after now.
    void done(long nowMicros) {
      dueAt = nowMicros - Math.floorMod(nowMicros, periodMicros) + periodMicros;
    }
  }

  private final List<Group> groups = new ArrayList<>();

  PollPlan(List<PointSpec> points) {
    Map<Duration, List<PointSpec>> byPeriod = new TreeMap<>();
    for (PointSpec point : points) {
      if (!point.poll().isZero()) {
        byPeriod.computeIfAbsent(point.poll(), any -> new ArrayList<>()).add(point);
      }
    }
    byPeriod.forEach((period, of) -> groups.add(new Group(of, period)));
  }

  /// All points at once: the device has just been connected.
  void restart(long nowMicros) {
    groups.forEach(group -> group.dueAt = nowMicros);
  }

  /// The group that is due first, now or later; null if nothing is polled.
  @Nullable Group first() {
    Group first = null;
    for (Group group : groups) {
      if (first == null || group.dueAt < first.dueAt) {
        first = group;
      }
    }
    return first;
  }

  /// When that one is due; never if nothing is polled.
  long dueAt() {
    Group first = first();
    return first == null ? Long.MAX_VALUE : first.dueAt;
  }
}
