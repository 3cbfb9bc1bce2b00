package org.khue.cloud.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Quality;

/// Where committed readings lie, and what can be asked of them. Every answer shows what whoever
/// acts may see: a point outside the scope is a point that is not there. Periods are half open.
/// Trouble of the store is an unchecked [org.khue.cloud.platform.db.DatabaseException].
public interface TelemetryStore {

  /// How fine readings are kept.
  enum Level {
    RAW(Duration.ZERO),
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1));

    private final Duration length;

    Level(Duration length) {
      this.length = length;
    }

    /// What a window must be a multiple of; zero for any.
    public Duration length() {
      return length;
    }
  }

  /// A point with its unit: one that changed its unit is another point.
  ///
  /// @param unit UCUM code
  record Point(String gateway, String device, String point, String unit) {}

  /// A period.
  record Span(Instant from, Instant to) {
    public Span {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a period ends before it begins");
      }
    }
  }

  /// One reading.
  ///
  /// @param value NaN when the device gave none
  /// @param reason why the quality is not GOOD; null if it is
  record RawReading(
      Instant at, double value, Quality quality, @Nullable String reason, boolean simulated) {}

  /// What was read in `[start, start + step)`.
  ///
  /// @param count readings with a value
  /// @param uncertain of these, quality UNCERTAIN
  /// @param bad readings without a value
  /// @param min NaN, as max, when `count` is 0
  /// @param sum of the values; 0 when `count` is 0
  /// @param minutes of the clock with a value; at [Level#RAW] 1 if there is any
  record Window(
      Instant start,
      long count,
      long uncertain,
      long bad,
      double min,
      double max,
      double sum,
      long minutes) {

    /// Of the readings, not weighted by time; NaN without a value.
    public double mean() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }

  /// How far back each level reaches, because older data was deleted.
  ///
  /// @param raw readings
  /// @param minutes minutes
  record Reach(Instant raw, Instant minutes) {}

  /// A point that was ever heard.
  ///
  /// @param unit null for the one it has now
  Optional<Point> point(String gateway, String device, String point, @Nullable String unit);

  /// The points of a gateway, ordered by device, point and unit.
  List<Point> points(String gateway);

  Reach reach();

  /// Windows with at least one reading, oldest first. What is told is exact at any moment, late
  /// readings included, unless a level is asked for that does not reach back so far.
  ///
  /// @param period begins at a multiple of the level's length
  /// @param step a positive multiple of the level's length
  List<Window> windows(Point point, Span period, Duration step, Level level);

  /// Readings, oldest first; those of one moment always in the same order.
  ///
  /// @param skip readings to leave out at the beginning
  /// @param limit at most so many
  List<RawReading> readings(Point point, Span period, int skip, int limit);
}
