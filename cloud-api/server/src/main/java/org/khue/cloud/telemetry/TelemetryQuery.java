package org.khue.cloud.telemetry;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Questions about committed readings. Periods are half open: `from` included, `to` excluded.
/// Database trouble is an unchecked [org.khue.cloud.platform.db.DatabaseException].
public interface TelemetryQuery {

  /// The most points of a history, and the most buckets.
  int MAX_POINTS = 10_000;

  /// A piece of a history: the GOOD and UNCERTAIN values whose time lies in `[start, start +
  /// step)`.
  ///
  /// @param count readings with a value, at least 1 but for a bucket of BAD readings only
  /// @param bad readings without a value (quality BAD)
  /// @param mean of the readings, not weighted by time; NaN, as min and max, when `count` is 0
  record Bucket(Instant start, long count, long bad, double min, double max, double mean) {}

  /// The history of a point in at most `maxPoints` buckets of equal length. Buckets without a
  /// reading are left out, so a chart shows the hole.
  ///
  /// @param maxPoints 1 to [#MAX_POINTS]
  List<Bucket> history(
      String gateway, String device, String point, Instant from, Instant to, int maxPoints);

  /// How much of a period a device was heard in.
  ///
  /// @param minutesWithData minutes with at least one reading that has a value
  /// @param minutes of the period, up to now at the most
  record Coverage(String device, long minutesWithData, long minutes) {}

  /// Coverage of each device of the gateway that was ever heard, ordered by device.
  List<Coverage> coverage(String gateway, Instant from, Instant to);

  /// Writes the raw readings of a point as CSV (RFC 4180, UTF-8, header line, times in ISO 8601
  /// UTC), oldest first, without holding them in memory.
  ///
  /// @throws IOException of `out`
  void csv(String gateway, String device, String point, Instant from, Instant to, Appendable out)
      throws IOException;
}
