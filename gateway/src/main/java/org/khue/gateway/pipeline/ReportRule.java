package org.khue.gateway.pipeline;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.khue.driver.PointSpec;

/// Decides which values of one point become readings. The first one does, and each one whose
/// quality or reason differs from the last reported.
final class ReportRule {
  /// For a point that only reports changes: coverage is counted by the minute.
  static final Duration HEARTBEAT = Duration.ofSeconds(60);

  private final PointSpec.Report report;
  private final long everyMicros;
  private final long slackMicros;
  private @Nullable Measured last;

  ReportRule(PointSpec point) {
    report = point.report();
    boolean heartbeatMissing = report.onChange() && report.every().isZero();
    everyMicros = micros(heartbeatMissing ? HEARTBEAT : report.every());
    // A poll that comes a little early must not push the heartbeat to the poll after it.
    slackMicros = Math.max(Math.min(micros(point.poll()), everyMicros) / 2, everyMicros / 20);
  }

  /// Whether the point reports each sample, so that none may be left out on the way.
  static boolean everySample(PointSpec point) {
    return !point.report().onChange() && point.report().every().isZero();
  }

  /// Whether this value is to be reported; the rule takes it that it then is.
  boolean take(Measured next) {
    if (!due(next)) {
      return false;
    }
    last = next;
    return true;
  }

  private boolean due(Measured next) {
    Measured before = last;
    if (before == null
        || before.quality() != next.quality()
        || !Objects.equals(before.reason(), next.reason())) {
      return true;
    }
    long elapsed = next.at().monotonicMicros() - before.at().monotonicMicros();
    return elapsed + slackMicros >= everyMicros
        || (report.onChange() && moved(before.value(), next.value()));
  }

  private boolean moved(double from, double to) {
    if (Double.isNaN(from) || Double.isNaN(to)) {
      return Double.isNaN(from) != Double.isNaN(to);
    }
    return report.deadBand() > 0 ? Math.abs(to - from) >= report.deadBand() : to != from;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
