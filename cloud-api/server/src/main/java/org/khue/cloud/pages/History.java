package org.khue.cloud.pages;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.TelemetryQuery.Bucket;
import org.khue.contract.Inventory;
import org.khue.web.i18n.Text;
import org.khue.web.i18n.Units;

/// The course of a point: for a chart, in one sentence, and as a table.
@Singleton
public final class History {
  private static final int TABLE_ROWS = 48;

  private final TelemetryQuery telemetry;
  private final LiveValues live;
  private final Clock clock;

  History(TelemetryQuery telemetry, LiveValues live, Clock clock) {
    this.telemetry = telemetry;
    this.live = live;
    this.clock = clock;
  }

  /// What the chart script draws. A null between two values is a hole.
  ///
  /// @param from left edge, s since 1970; `to` the right edge
  /// @param step length of a bucket, s
  /// @param states names of the numbers; null for a measured value
  record Series(
      long from,
      long to,
      long step,
      String zone,
      String unit,
      @Nullable Map<String, String> states,
      Map<String, String> labels,
      List<Long> t,
      List<@Nullable Double> mean,
      List<@Nullable Double> min,
      List<@Nullable Double> max) {}

  /// One chart of a page, without its data.
  ///
  /// @param cell the event name of the [Cell] whose live values it takes up
  public record Chart(
      String title,
      String unit,
      String cell,
      String seriesHref,
      String csvHref,
      boolean empty,
      String sentence,
      List<Row> rows) {}

  /// A line of the table that says the same as the chart.
  public record Row(String time, String mean, String min, String max) {}

  List<Bucket> buckets(Device device, Inventory.Point point, Range range, ZoneId zone) {
    Instant now = clock.instant();
    return telemetry.history(
        device.gateway(),
        device.id(),
        point.id(),
        range.from(now, zone),
        range.to(now),
        range.buckets(now, zone));
  }

  Series series(Text text, Device device, Inventory.Point point, Range range) {
    Instant now = clock.instant();
    List<Bucket> buckets = buckets(device, point, range, text.zone());
    List<Long> t = new ArrayList<>();
    List<@Nullable Double> mean = new ArrayList<>();
    List<@Nullable Double> min = new ArrayList<>();
    List<@Nullable Double> max = new ArrayList<>();
    // A device that reports each minute leaves 30 s buckets empty without being silent.
    long longest = Math.max(range.step().toSeconds() * 3 / 2, point.silentAfterSeconds());
    long previous = Long.MIN_VALUE;
    for (Bucket bucket : buckets) {
      long start = bucket.start().getEpochSecond();
      boolean hole = bucket.count() == 0;
      if (!hole && previous != Long.MIN_VALUE && start - previous > longest) {
        t.add(previous + range.step().toSeconds());
        mean.add(null);
        min.add(null);
        max.add(null);
      }
      t.add(start);
      mean.add(hole ? null : bucket.mean());
      min.add(hole ? null : bucket.min());
      max.add(hole ? null : bucket.max());
      previous = hole ? previous : start;
    }
    return new Series(
        range.from(now, text.zone()).getEpochSecond(),
        range.to(now).getEpochSecond(),
        range.step().toSeconds(),
        text.zone().getId(),
        Units.shown(point.unit()),
        point.states().isEmpty() ? null : states(text, point),
        Map.of(
            "time", text.t("chart.time"),
            "mean", text.t(point.states().isEmpty() ? "chart.mean" : "chart.state"),
            "min", text.t("chart.min"),
            "max", text.t("chart.max")),
        t,
        mean,
        min,
        max);
  }

  Chart chart(Text text, Device device, Inventory.Point point, Range range) {
    List<Bucket> buckets =
        buckets(device, point, range, text.zone()).stream().filter(b -> b.count() > 0).toList();
    String base = Cell.href(device.gateway(), device.id()) + "/points/" + point.id();
    return new Chart(
        text.name(point.name(), point.id()),
        point.states().isEmpty() ? Units.shown(point.unit()) : "",
        Cell.event(device.gateway(), device.id(), point.id()),
        base + "/series?range=" + range.code(),
        base + "/csv?range=" + range.code(),
        buckets.isEmpty(),
        sentence(text, point, range, buckets) + newest(text, device, point),
        rows(text, point, buckets));
  }

  private String sentence(Text text, Inventory.Point point, Range range, List<Bucket> buckets) {
    if (buckets.isEmpty()) {
      return text.t("chart.nothing");
    }
    String heard = text.t("chart.heard", "percent", text.percent(heard(text, range, buckets)));
    if (!point.states().isEmpty()) {
      return stateSentence(text, point, buckets) + " " + heard;
    }
    Bucket highest = most(buckets, Bucket::max);
    Bucket lowest = most(buckets, bucket -> -bucket.min());
    double sum = 0;
    long count = 0;
    for (Bucket bucket : buckets) {
      sum += bucket.mean() * bucket.count();
      count += bucket.count();
    }
    String unit = Units.shown(point.unit());
    String name = text.name(point.name(), point.id());
    if (highest.max() == lowest.min()) {
      return text.t("chart.same", "name", name, "value", with(text, highest.max(), unit))
          + " "
          + heard;
    }
    return text.t(
            "chart.sentence",
            "name",
            name,
            "low",
            text.value(lowest.min()),
            "high",
            with(text, highest.max(), unit),
            "mean",
            with(text, sum / count, unit),
            "time",
            text.moment(highest.start()))
        + " "
        + heard;
  }

  /// How fresh the point is; empty for one that was never heard.
  private String newest(Text text, Device device, Inventory.Point point) {
    return live.latest(device.gateway(), device.id(), point.id())
        .map(value -> " " + text.t("chart.newest", "time", text.moment(value.at())))
        .orElse("");
  }

  private static String stateSentence(Text text, Inventory.Point point, List<Bucket> buckets) {
    Map<String, String> states = states(text, point);
    Bucket last = buckets.getLast();
    String now = states.getOrDefault(String.valueOf(Math.round(last.max())), "—");
    if (states.size() != 2 || !states.containsKey("1")) {
      return text.t("chart.state-now", "state", now, "time", text.moment(last.start()));
    }
    double share = buckets.stream().mapToDouble(Bucket::mean).average().orElse(0);
    return text.t(
        "chart.state-share",
        "state",
        states.getOrDefault("1", "1"),
        "percent",
        text.percent(Math.min(1, Math.max(0, share))));
  }

  private double heard(Text text, Range range, List<Bucket> buckets) {
    Instant now = clock.instant();
    long expected = Math.max(1, Duration.between(range.from(now, text.zone()), now).toMinutes());
    // A point reports at least every minute (decision 041).
    long heard =
        range.step().toMinutes() < 1
            ? buckets.stream().map(one -> one.start().getEpochSecond() / 60).distinct().count()
            : buckets.stream().mapToLong(Bucket::minutes).sum();
    return Math.min(1, heard / (double) expected);
  }

  private static List<Row> rows(Text text, Inventory.Point point, List<Bucket> buckets) {
    int each = Math.max(1, (buckets.size() + TABLE_ROWS - 1) / TABLE_ROWS);
    List<Row> rows = new ArrayList<>();
    for (int i = buckets.size() - 1; i >= 0; i -= each) {
      Bucket bucket = buckets.get(i);
      rows.add(
          new Row(
              text.moment(bucket.start()),
              shown(text, point, bucket.mean()),
              shown(text, point, bucket.min()),
              shown(text, point, bucket.max())));
    }
    return rows;
  }

  private static String shown(Text text, Inventory.Point point, double value) {
    String state = point.states().get(String.valueOf(Math.round(value)));
    return state == null ? text.value(value) : Words.state(text, state);
  }

  private static Map<String, String> states(Text text, Inventory.Point point) {
    Map<String, String> states = new TreeMap<>();
    point.states().forEach((number, name) -> states.put(number, Words.state(text, name)));
    return states;
  }

  private static String with(Text text, double value, String unit) {
    return unit.isEmpty() ? text.value(value) : text.value(value) + " " + unit;
  }

  private static Bucket most(List<Bucket> buckets, ToDoubleFunction<Bucket> by) {
    return buckets.stream().max(Comparator.comparingDouble(by)).orElseThrow();
  }
}
