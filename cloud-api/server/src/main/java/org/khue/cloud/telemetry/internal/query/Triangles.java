package org.khue.cloud.telemetry.internal.query;

import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.telemetry.TelemetryQuery.Sample;
import org.khue.cloud.telemetry.internal.Micros;

/// Largest triangle three buckets (S. Steinarsson, Downsampling Time Series for Visual
/// Representation, 2013): of each bucket the value is kept that makes the largest triangle with the
/// one kept before and the mean of the bucket after. First and last stay.
public final class Triangles {
  private Triangles() {}

  /// @param samples in the order of time
  /// @param most at least 3
  public static List<Sample> choose(List<Sample> samples, int most) {
    int size = samples.size();
    if (most < 3) {
      throw new IllegalArgumentException("a line is chosen out of at least 3 values");
    }
    if (size <= most) {
      return List.copyOf(samples);
    }
    double each = (double) (size - 2) / (most - 2);
    List<Sample> chosen = new ArrayList<>(most);
    Sample last = samples.getFirst();
    chosen.add(last);
    for (int bucket = 0; bucket < most - 2; bucket++) {
      int begin = (int) (bucket * each) + 1;
      int end = (int) ((bucket + 1) * each) + 1;
      int after = Math.min(size, (int) ((bucket + 2) * each) + 1);
      last = largest(samples, last, begin, end, mean(samples, end, after));
      chosen.add(last);
    }
    chosen.add(samples.getLast());
    return chosen;
  }

  private record Mean(double time, double value) {}

  private static Mean mean(List<Sample> samples, int begin, int end) {
    if (begin >= end) {
      return new Mean(time(samples.getLast()), samples.getLast().value());
    }
    double time = 0;
    double value = 0;
    for (Sample sample : samples.subList(begin, end)) {
      time += time(sample) / (end - begin);
      value += sample.value() / (end - begin);
    }
    return new Mean(time, value);
  }

  private static Sample largest(
      List<Sample> samples, Sample before, int begin, int end, Mean after) {
    Sample best = samples.get(begin);
    double largest = -1;
    for (Sample sample : samples.subList(begin, end)) {
      double area =
          Math.abs(
              (time(before) - after.time()) * (sample.value() - before.value())
                  - (time(before) - time(sample)) * (after.value() - before.value()));
      if (area > largest) {
        largest = area;
        best = sample;
      }
    }
    return best;
  }

  private static double time(Sample sample) {
    return Micros.of(sample.at());
  }
}
