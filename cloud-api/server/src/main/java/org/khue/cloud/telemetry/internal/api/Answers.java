package org.khue.cloud.telemetry.internal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.TelemetryQuery.Line;
import org.khue.cloud.telemetry.TelemetryQuery.Sample;
import org.khue.cloud.telemetry.TelemetryQuery.Windows;
import org.khue.cloud.telemetry.TelemetryStore.Level;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.RawReading;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.TelemetryStore.Window;

/// What the routes of a point answer with. Values are absent where there is none: JSON has no NaN.
final class Answers {
  private Answers() {}

  /// @param value absent when the device gave none
  /// @param quality `good`, `uncertain` or `bad`
  /// @param reason why it is not good
  /// @param simulated true if no physical device stands behind it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reading(
      Instant at,
      @Nullable Double value,
      String unit,
      String quality,
      @Nullable String reason,
      boolean simulated) {

    static Reading of(Point point, RawReading one) {
      return new Reading(
          one.at(),
          finite(one.value()),
          point.unit(),
          one.quality().name().toLowerCase(Locale.ROOT),
          one.reason(),
          one.simulated());
    }
  }

  /// @param count readings with a value
  /// @param uncertain of these, of uncertain quality
  /// @param bad readings without a value
  /// @param coverage share of the window's minutes that have a value, 0 to 1; of the part of it
  ///   that lies in the period and is over
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rolled(
      Instant start,
      long count,
      long uncertain,
      long bad,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double mean,
      @Nullable Double sum,
      double coverage) {}

  /// @param step length of a window, ISO 8601; may be longer than asked for
  /// @param level what they were made of: `raw`, `minute` or `hour`
  /// @param items windows in which something was read
  /// @param gaps where nothing was
  record RolledUp(
      Point point,
      Instant from,
      Instant to,
      String step,
      String level,
      List<Rolled> items,
      List<Gap> gaps) {

    static RolledUp of(Point point, Windows windows, List<Gap> gaps, Instant now) {
      return new RolledUp(
          point,
          windows.from(),
          windows.to(),
          windows.step().toString(),
          code(windows.level()),
          windows.windows().stream().map(one -> rolled(windows, one, now)).toList(),
          gaps);
    }
  }

  record Gap(Instant from, Instant to) {
    static List<Gap> of(List<Span> spans) {
      return spans.stream().map(span -> new Gap(span.from(), span.to())).toList();
    }
  }

  /// Columns for drawing, one list each, so that months are a small answer.
  ///
  /// @param by `min-max` or `triangle`
  /// @param step length of a column, ISO 8601; absent with `triangle`
  /// @param t beginnings of the columns, or moments of the values, ms since 1970-01-01T00:00Z
  /// @param mean with `triangle` the values themselves
  /// @param gaps where nothing was read: no line goes over them
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Chart(
      Point point,
      Instant from,
      Instant to,
      String by,
      @Nullable String step,
      String level,
      List<Long> t,
      @Nullable List<@Nullable Double> min,
      @Nullable List<@Nullable Double> max,
      List<@Nullable Double> mean,
      @Nullable List<Long> count,
      @Nullable List<Long> uncertain,
      @Nullable List<Long> bad,
      List<Gap> gaps) {

    static Chart of(Point point, Windows windows, List<Gap> gaps) {
      List<Window> all = windows.windows();
      return new Chart(
          point,
          windows.from(),
          windows.to(),
          "min-max",
          windows.step().toString(),
          code(windows.level()),
          all.stream().map(one -> one.start().toEpochMilli()).toList(),
          numbers(all.stream().map(Window::min)),
          numbers(all.stream().map(Window::max)),
          numbers(all.stream().map(Window::mean)),
          all.stream().map(Window::count).toList(),
          all.stream().map(Window::uncertain).toList(),
          all.stream().map(Window::bad).toList(),
          gaps);
    }

    static Chart of(Point point, Span period, Line line) {
      return new Chart(
          point,
          period.from(),
          period.to(),
          "triangle",
          null,
          code(line.level()),
          line.samples().stream().map(one -> one.at().toEpochMilli()).toList(),
          null,
          null,
          numbers(line.samples().stream().map(Sample::value)),
          null,
          null,
          null,
          Gap.of(line.gaps()));
    }
  }

  private static Rolled rolled(Windows windows, Window one, Instant now) {
    return new Rolled(
        one.start(),
        one.count(),
        one.uncertain(),
        one.bad(),
        finite(one.min()),
        finite(one.max()),
        finite(one.mean()),
        one.count() == 0 ? null : finite(one.sum()),
        coverage(windows, one, now));
  }

  private static double coverage(Windows windows, Window one, Instant now) {
    Instant end = earlier(one.start().plus(windows.step()), earlier(windows.to(), now));
    long minutes = Math.ceilDiv(Duration.between(one.start(), end).toSeconds(), 60);
    long of = windows.level() == Level.RAW ? 1 : Math.max(1, minutes);
    return Math.min(1, Math.round(1_000.0 * one.minutes() / of) / 1_000.0);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String code(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static List<@Nullable Double> numbers(java.util.stream.Stream<Double> values) {
    List<@Nullable Double> numbers = new java.util.ArrayList<>();
    values.forEach(value -> numbers.add(finite(value)));
    return numbers;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
