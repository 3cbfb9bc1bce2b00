package org.khue.cloud.telemetry;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.telemetry.TelemetryStore.Level;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.Reach;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.TelemetryStore.Window;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.cloud.telemetry.internal.query.CoverageStore;
import org.khue.cloud.telemetry.internal.query.Triangles;

/// Questions about committed readings, answered out of readings, minutes or hours, whichever is
/// enough. Periods are half open: `from` included, `to` excluded. Trouble of the store is an
/// unchecked [org.khue.cloud.platform.db.DatabaseException].
@Singleton
public final class TelemetryQuery {

  /// The most windows of an answer.
  public static final int MAX_POINTS = 10_000;

  /// Out of so many values at the most are those chosen that shape a line.
  static final int MOST_CANDIDATES = 200_000;

  /// From here on windows are whole hours; a quarter of the columns asked for may be lost by that.
  private static final Duration COARSE = Duration.ofHours(4);

  private final TelemetryStore store;
  private final CoverageStore coverage;
  private final ZoneId zone;
  private final Clock clock;

  TelemetryQuery(
      TelemetryStore store,
      CoverageStore coverage,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone,
      Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.zone = ZoneId.of(zone);
    this.clock = clock;
  }

  /// A piece of a history: the GOOD and UNCERTAIN values whose time lies in `[start, start +
  /// step)`.
  ///
  /// @param count readings with a value, at least 1 but for a bucket of BAD readings only
  /// @param bad readings without a value (quality BAD)
  /// @param mean of the readings, not weighted by time; NaN, as min and max, when `count` is 0
  /// @param minutes of the clock with a value; where `step` is no whole minutes, 1 if there is any
  public record Bucket(
      Instant start, long count, long bad, double min, double max, double mean, long minutes) {

    static Bucket of(Window one) {
      return new Bucket(
          one.start(), one.count(), one.bad(), one.min(), one.max(), one.mean(), one.minutes());
    }
  }

  /// Windows of one length.
  ///
  /// @param from where the first window begins, a multiple of `step` in local time
  /// @param level out of which they were made
  /// @param windows those with at least one reading
  public record Windows(
      Instant from, Instant to, Duration step, Level level, List<Window> windows) {}

  /// A value of a line.
  public record Sample(Instant at, double value) {}

  /// The values that shape a line.
  ///
  /// @param level out of which they were chosen: readings, or means of minutes or hours
  /// @param gaps where nothing was read
  public record Line(Level level, List<Sample> samples, List<Span> gaps) {}

  /// The history of a point in at most `maxPoints` buckets of equal length, in its newest unit.
  /// Buckets without a reading are left out, so a chart shows the hole. Quick where `from` and the
  /// length of a bucket are whole minutes, quicker with whole hours.
  ///
  /// @param maxPoints 1 to [#MAX_POINTS]
  public List<Bucket> history(
      String gateway, String device, String point, Instant from, Instant to, int maxPoints) {
    if (maxPoints < 1 || maxPoints > MAX_POINTS || !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a history has 1 to " + MAX_POINTS + " buckets and begins before it ends");
    }
    Duration step = micros(Math.ceilDiv(Micros.of(to) - Micros.of(from), maxPoints));
    Level level = Level.RAW;
    for (Level coarser : List.of(Level.MINUTE, Level.HOUR)) {
      if (isMultiple(step, coarser) && floor(from, coarser).equals(from)) {
        level = coarser;
      }
    }
    Level found = level;
    return store
        .point(gateway, device, point, null)
        .map(known -> store.windows(known, new Span(from, to), step, found))
        .orElse(List.of())
        .stream()
        .map(Bucket::of)
        .toList();
  }

  /// The point, in its newest unit or the one asked for.
  ///
  /// @throws ProblemException if it is not there, or not within the scope
  public Point point(String gateway, String device, String point, @Nullable String unit) {
    return store
        .point(gateway, device, point, unit)
        .orElseThrow(() -> ProblemException.missing("point"));
  }

  /// The points of a gateway, ordered by device, point and unit.
  public List<Point> points(String gateway) {
    return store.points(gateway);
  }

  /// Windows of a chosen length, which is rounded up to what is kept: to whole minutes from a
  /// minute on, to whole hours from [#COARSE] on, and for times whose readings (or minutes) were
  /// deleted.
  ///
  /// @param step such that the period has at most [#MAX_POINTS] windows
  public Windows windows(Point point, Span period, Duration step) {
    Level level = level(period, step);
    Duration rounded = roundUp(step, level);
    Instant from = aligned(period.from(), rounded);
    Span all = new Span(from, period.to());
    return new Windows(
        from, period.to(), rounded, level, store.windows(point, all, rounded, level));
  }

  /// Windows for a chart of so many columns: lowest and highest value of each column are the true
  /// ones.
  ///
  /// @param columns 1 to [#MAX_POINTS]; there may be fewer, where they would be shorter than what
  ///   is kept, and one more at the edge
  public Windows chart(Point point, Span period, int columns) {
    long length = Micros.of(period.to()) - Micros.of(period.from());
    return windows(point, period, micros(Math.max(1, Math.ceilDiv(length, columns))));
  }

  /// The values that shape the line most, chosen by largest triangles: of readings, where these are
  /// not too many, else of means.
  ///
  /// @param values at least 3 and at most [#MAX_POINTS]
  /// @param gap longer without a value is a gap, over which no line goes
  public Line line(Point point, Span period, int values, Duration gap) {
    List<Sample> samples = List.of();
    Level level = level(period, Duration.between(period.from(), period.to()).dividedBy(values));
    if (level == Level.RAW) {
      samples = new ArrayList<>();
      for (var one : store.readings(point, period, 0, MOST_CANDIDATES + 1)) {
        if (!Double.isNaN(one.value())) {
          samples.add(new Sample(one.at(), one.value()));
        }
      }
      level = samples.size() > MOST_CANDIDATES ? Level.MINUTE : Level.RAW;
    }
    if (level != Level.RAW) {
      long minutes = Duration.between(period.from(), period.to()).toMinutes();
      level = level == Level.HOUR || minutes > MOST_CANDIDATES ? Level.HOUR : Level.MINUTE;
      Span whole = new Span(floor(period.from(), level), period.to());
      samples =
          store.windows(point, whole, level.length(), level).stream()
              .filter(one -> one.count() > 0)
              .map(one -> new Sample(one.start(), one.mean()))
              .toList();
    }
    Duration longest = gap.compareTo(level.length()) > 0 ? gap : level.length().multipliedBy(2);
    List<Instant> heard = samples.stream().map(Sample::at).toList();
    return new Line(
        level, Triangles.choose(samples, values), gaps(heard, level.length(), period, longest));
  }

  /// Where nothing was read for longer than that, the edges of the period included; up to now.
  ///
  /// @param heard when something was read, oldest first
  /// @param length of what was read at each of these
  public List<Span> gaps(List<Instant> heard, Duration length, Span period, Duration longest) {
    Instant now = clock.instant();
    Instant end = period.to().isBefore(now) ? period.to() : now;
    List<Span> gaps = new ArrayList<>();
    Instant last = period.from();
    for (Instant next : heard) {
      if (Duration.between(last, next).compareTo(longest) > 0) {
        gaps.add(new Span(last, next));
      }
      last = next.plus(length);
    }
    if (last.isBefore(end) && Duration.between(last, end).compareTo(longest) > 0) {
      gaps.add(new Span(last, end));
    }
    return gaps;
  }

  /// How much of a period a device was heard in.
  ///
  /// @param minutesWithData minutes with at least one reading that has a value
  /// @param minutes of the period, up to now at the most
  public record Coverage(String device, long minutesWithData, long minutes) {}

  /// Coverage of each device of the gateway that was ever heard, ordered by device.
  public List<Coverage> coverage(String gateway, Instant from, Instant to) {
    Instant now = clock.instant();
    Instant first = from.truncatedTo(ChronoUnit.MINUTES);
    Instant end = to.isBefore(now) ? to : now;
    long minutes = Math.max(0, Math.ceilDiv(Duration.between(first, end).toSeconds(), 60L));
    List<Coverage> all = new ArrayList<>();
    for (Map.Entry<String, Long> device : coverage.minutes(gateway, first, end).entrySet()) {
      all.add(new Coverage(device.getKey(), device.getValue(), minutes));
    }
    return all;
  }

  /// In which minutes each device of a gateway gave a value that is not BAD; devices that gave none
  /// are left out.
  ///
  /// @param from a whole minute, that of bit 0
  public Map<String, BitSet> heard(String gateway, Instant from, Instant to) {
    return coverage.heard(gateway, from, to);
  }

  /// The end of the newest minute in which any device of a gateway was heard, as far as `until`;
  /// empty if none was.
  public Optional<Instant> lastHeard(String gateway, Instant until) {
    return coverage.lastEnd(gateway, until);
  }

  /// Readings, oldest first.
  ///
  /// @param skip readings to leave out at the beginning
  public List<TelemetryStore.RawReading> readings(Point point, Span period, int skip, int limit) {
    return store.readings(point, period, skip, limit);
  }

  /// All readings of a period as text, piece by piece.
  public Export export(Point point, Span period, Export.Format format) {
    return new Export(store, point, period, format);
  }

  /// The coarsest level that is fine enough, or a coarser one where finer data was deleted.
  private Level level(Span period, Duration step) {
    Level level = Level.RAW;
    if (step.compareTo(COARSE) >= 0) {
      return Level.HOUR;
    }
    if (step.compareTo(Level.MINUTE.length()) >= 0) {
      level = Level.MINUTE;
    }
    Reach reach = store.reach();
    if (level == Level.RAW && period.from().isBefore(reach.raw())) {
      level = Level.MINUTE;
    }
    return level == Level.MINUTE && period.from().isBefore(reach.minutes()) ? Level.HOUR : level;
  }

  private static Duration roundUp(Duration step, Level level) {
    if (level == Level.RAW) {
      return step;
    }
    long unit = level.length().toSeconds();
    long seconds = step.plusSeconds(1).minusNanos(1).toSeconds();
    return Duration.ofSeconds(Math.max(1, Math.ceilDiv(seconds, unit)) * unit);
  }

  /// The multiple of the step in local time at or before that moment.
  private Instant aligned(Instant at, Duration step) {
    long offset = zone.getRules().getOffset(at).getTotalSeconds() * 1_000_000L;
    long micros = step.toNanos() / 1_000;
    return Micros.instant(Math.floorDiv(Micros.of(at) + offset, micros) * micros - offset);
  }

  private static Instant floor(Instant at, Level level) {
    return level == Level.HOUR
        ? at.truncatedTo(ChronoUnit.HOURS)
        : at.truncatedTo(ChronoUnit.MINUTES);
  }

  private static boolean isMultiple(Duration step, Level level) {
    return step.toNanos() % level.length().toNanos() == 0;
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
