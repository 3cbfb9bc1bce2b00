package org.khue.gateway.device;

import java.time.Duration;

/// The runtime's patience.
///
/// @param probePatience for connecting and asking who is there
/// @param grace so much later than its deadline a driver's call is given up as hung
/// @param shortestRead how long a read may take: its period, but at least this…
/// @param longestRead …and at most this
/// @param closePatience for letting go of the wire
/// @param firstBackoff before the second attempt to connect; doubled with each further one
/// @param longestBackoff the limit of that
/// @param breakerThreshold so many reads without any answer in a row take a device OFFLINE
/// @param tick how often time passes for uses, alarms and silences
record RuntimeSettings(
    Duration probePatience,
    Duration grace,
    Duration shortestRead,
    Duration longestRead,
    Duration closePatience,
    Duration firstBackoff,
    Duration longestBackoff,
    int breakerThreshold,
    Duration tick) {
  static final RuntimeSettings DEFAULT =
      new RuntimeSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          5,
          Duration.ofMillis(250));

  /// How long a read may take: its period, within sensible bounds.
  Duration readPatience(Duration period) {
    if (period.compareTo(shortestRead) < 0) {
      return shortestRead;
    }
    return period.compareTo(longestRead) > 0 ? longestRead : period;
  }
}
