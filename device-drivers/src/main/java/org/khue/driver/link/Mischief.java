package org.khue.driver.link;

import java.time.Duration;

/// How often a [FaultyLink] does what to a chunk of bytes, each from 0 (never) to 1 (always).
///
/// @param drop a chunk that arrives, or is sent, is lost
/// @param garble one bit of a chunk is turned
/// @param invent bytes that nobody sent come before a chunk
/// @param split only the first byte of a chunk arrives now, the rest later
/// @param merge a chunk waits for the next one
/// @param delay a chunk arrives late
/// @param longestDelay how late at the most
/// @param hangUp the connection ends before a chunk
public record Mischief(
    double drop,
    double garble,
    double invent,
    double split,
    double merge,
    double delay,
    Duration longestDelay,
    double hangUp) {
  /// Leaves everything as it is.
  public static final Mischief NONE = new Mischief(0, 0, 0, 0, 0, 0, Duration.ZERO, 0);

  /// What any network does to a stream: other chunks, later, with all bytes in order.
  public static final Mischief HARMLESS =
      new Mischief(0, 0, 0, 0.5, 0.3, 0.3, Duration.ofMillis(5), 0);

  /// All of it.
  public static final Mischief ALL =
      new Mischief(0.05, 0.08, 0.05, 0.2, 0.1, 0.1, Duration.ofMillis(5), 0.03);
}
