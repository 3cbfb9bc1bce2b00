package org.khue.cloud.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The stretches of time that charts show.
public enum Range {
  HOUR("1h", "range.hour", Duration.ofHours(1), Duration.ofSeconds(30)),
  DAY("24h", "range.day", Duration.ofHours(24), Duration.ofMinutes(5)),
  WEEK("7d", "range.week", Duration.ofDays(7), Duration.ofMinutes(30)),
  QUARTER("90d", "range.quarter", Duration.ofDays(90), Duration.ofHours(2)),
  YEAR("1y", "range.year", Duration.ofDays(365), Duration.ofHours(8)),
  TODAY("today", "range.today", Duration.ofHours(24), Duration.ofMinutes(5));

  private final String code;
  private final String key;
  private final Duration length;
  private final Duration step;

  Range(String code, String key, Duration length, Duration step) {
    this.code = code;
    this.key = key;
    this.length = length;
    this.step = step;
  }

  /// The code in URLs.
  public String code() {
    return code;
  }

  /// Key of its name.
  public String key() {
    return key;
  }

  /// The length of one bucket.
  public Duration step() {
    return step;
  }

  /// The range of that code; HOUR for any other text.
  static Range ofCode(String code) {
    for (Range range : values()) {
      if (range.code.equals(code)) {
        return range;
      }
    }
    return HOUR;
  }

  /// Where it ends: the end of the bucket that now lies in.
  Instant to(Instant now) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond((now.getEpochSecond() / seconds + 1) * seconds);
  }

  /// Where it begins, a whole number of buckets before its end.
  Instant from(Instant now, ZoneId zone) {
    if (this == TODAY) {
      Instant midnight = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
      return midnight.isBefore(to(now).minus(step)) ? midnight : to(now).minus(step);
    }
    return to(now).minus(length);
  }

  /// How many buckets it has.
  int buckets(Instant now, ZoneId zone) {
    long count = Duration.between(from(now, zone), to(now)).dividedBy(step);
    return (int) Math.max(1, count);
  }
}
