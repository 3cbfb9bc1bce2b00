package org.khue.sim.chaos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// What happens to one connection. Every one of them ends.
///
/// @param upBytes what the gateway sends gets through up to here
/// @param downBytes what the cloud sends gets through up to here
/// @param silence from then on that direction's bytes vanish, and both sides believe in their
///   connection for so long; then it is cut. Zero: it is cut at once
/// @param delay of each piece, in both directions
/// @param pieces bytes are handed on in pieces of at most so many
record Trouble(
    Kind kind, long upBytes, long downBytes, Duration silence, Duration delay, int pieces) {

  enum Kind {
    /// Cut in the middle of something.
    LOSS,
    /// What the gateway sends vanishes.
    HALF_OPEN_UP,
    /// What the cloud sends vanishes, acknowledgements above all.
    ACKNOWLEDGEMENT_LOSS,
    /// Everything vanishes.
    PARTITION,
    /// Everything is late, then cut.
    DELAY,
    /// Everything comes in crumbs, then is cut.
    CRUMBS,
    /// Nobody answers the connection.
    REFUSAL
  }

  private static final int PIECE = 16 * 1024;
  private static final int CONNECTED_AFTER = 400;

  /// The trouble of a connection; the same for the same random numbers.
  static Trouble next(RandomGenerator random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    // A third is hit while it is still being set up.
    long after = random.nextLong(random.nextInt(3) == 0 ? CONNECTED_AFTER : 20_000);
    Duration silence = Duration.ofMillis(random.nextLong(50, 2_500));
    return switch (kind) {
      case LOSS -> cut(kind, after, Duration.ZERO, PIECE);
      case HALF_OPEN_UP -> new Trouble(kind, after, Long.MAX_VALUE, silence, Duration.ZERO, PIECE);
      case ACKNOWLEDGEMENT_LOSS ->
          new Trouble(kind, Long.MAX_VALUE, after / 8, silence, Duration.ZERO, PIECE);
      case PARTITION -> new Trouble(kind, after, after / 8, silence, Duration.ZERO, PIECE);
      case DELAY -> cut(kind, after, Duration.ofMillis(random.nextLong(1, 60)), PIECE);
      case CRUMBS -> cut(kind, after / 20, Duration.ZERO, 1 + random.nextInt(7));
      case REFUSAL -> cut(kind, 0, Duration.ZERO, PIECE);
    };
  }

  private static Trouble cut(Kind kind, long after, Duration delay, int pieces) {
    return new Trouble(kind, after, Long.MAX_VALUE, Duration.ZERO, delay, pieces);
  }
}
