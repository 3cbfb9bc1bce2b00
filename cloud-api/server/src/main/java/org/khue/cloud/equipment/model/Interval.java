package org.khue.cloud.equipment.model;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time: `start` included, `end` excluded. It may be empty, never negative.
public record Interval(Instant start, Instant end) {
  public Interval {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("an interval cannot end at " + end + ", before " + start);
    }
  }

  public boolean isEmpty() {
    return start.equals(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
