package org.khue.gateway.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Quality;

/// The newest value of each point and its last fifteen minutes, in memory, for whoever looks at the
/// room now. It holds one line of a few hundred bytes to two kilobytes a point, and no more points
/// than the room has. May be called from any thread.
public final class LiveValues {
  /// How far back it remembers.
  public static final Duration SPAN = Duration.ofMinutes(15);

  private final Map<String, LiveLine> lines = new ConcurrentHashMap<>();

  /// A point now.
  ///
  /// @param value in the point's unit; NaN when there is none
  /// @param state name of the state; null for a measured value
  /// @param reason why the quality is not GOOD
  /// @param monotonicMicros when it was measured
  public record Value(
      double value,
      @Nullable String state,
      Quality quality,
      @Nullable String reason,
      long monotonicMicros) {
    /// Whether it may be shown as what is now: the pipeline gives a BAD value when a point is
    /// silent for too long or its device is away.
    public boolean current() {
      return quality != Quality.BAD && !Double.isNaN(value);
    }
  }

  /// The values of five seconds.
  ///
  /// @param slot how many such spans before now, 0 is the newest
  public record Slot(int slot, float low, float high) {}

  /// All of the last fifteen minutes in slots.
  public static final int SLOTS = LiveLine.SLOTS;

  void take(String device, Measured measured) {
    lines
        .computeIfAbsent(key(device, measured.point().id()), id -> new LiveLine())
        .take(
            new Value(
                measured.value(),
                measured.state(),
                measured.quality(),
                measured.reason(),
                measured.at().monotonicMicros()));
  }

  /// Empty before the first word of the point in this boot.
  public Optional<Value> latest(String device, String point) {
    return Optional.ofNullable(lines.get(key(device, point))).map(LiveLine::latest);
  }

  /// The newest usable value, however old; empty if there was none in this boot.
  public Optional<Value> lastGood(String device, String point) {
    return Optional.ofNullable(lines.get(key(device, point))).flatMap(LiveLine::lastGood);
  }

  /// What there was in the last fifteen minutes, the oldest first; slots without a value are left
  /// out.
  public List<Slot> history(String device, String point, long nowMicros) {
    LiveLine line = lines.get(key(device, point));
    return line == null ? List.of() : line.history(nowMicros);
  }

  /// Forgets the points of a device that is no longer in the room.
  public void forget(String device) {
    lines.keySet().removeIf(key -> key.startsWith(device + "/"));
  }

  private static String key(String device, String point) {
    return device + "/" + point;
  }
}
