package org.khue.cloud.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.khue.cloud.telemetry.TelemetryQuery.Bucket;
import org.khue.contract.Inventory;
import org.khue.web.i18n.Text;
import org.khue.web.i18n.Units;

/// A small line of the last hour, drawn by the server.
///
/// @param lines points of SVG polylines in a box of 120 × 30, one a stretch without a hole
/// @param caption the same in words
public record Spark(List<String> lines, String caption) {
  private static final double WIDTH = 120;
  private static final double HEIGHT = 30;

  static Spark of(Text text, Inventory.Point point, List<Bucket> buckets, Range range) {
    List<Bucket> heard = buckets.stream().filter(bucket -> bucket.count() > 0).toList();
    String name = text.name(point.name(), point.id());
    if (heard.size() < 2) {
      return new Spark(List.of(), text.t("spark.nothing", "name", name));
    }
    double low = heard.stream().mapToDouble(Bucket::mean).min().orElseThrow();
    double high = heard.stream().mapToDouble(Bucket::mean).max().orElseThrow();
    double span = Math.max(high - low, Math.max(Math.abs(high) * 0.02, 1e-9));
    long to = range.to(text.now()).getEpochSecond();
    long length = 3600;
    long longest = Math.max(range.step().toSeconds() * 3 / 2, point.silentAfterSeconds());
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    long previous = Long.MIN_VALUE;
    for (Bucket bucket : heard) {
      long start = bucket.start().getEpochSecond();
      if (previous != Long.MIN_VALUE && start - previous > longest) {
        lines.add(line.toString());
        line = new StringBuilder();
      }
      double x = WIDTH * (1 - (to - start) / (double) length);
      double y = HEIGHT - 2 - (HEIGHT - 4) * (bucket.mean() - low) / span;
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      previous = start;
    }
    lines.add(line.toString());
    String unit = Units.shown(point.unit());
    return new Spark(
        lines,
        text.t(
            "spark.caption",
            "name",
            name,
            "low",
            text.value(low),
            "high",
            text.value(high) + (unit.isEmpty() ? "" : " " + unit)));
  }
}
