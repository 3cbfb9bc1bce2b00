package org.khue.gateway.journal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;

/// What must be remembered of a stream beside its records. Numbers are the journal's own, without
/// `base`.
///
/// @param acknowledged the cloud has everything up to there
/// @param numbered whether `base` is settled
/// @param base added to the journal's own numbers to make those that the cloud sees
/// @param shedTotal entries given up since the journal was made
/// @param shed what was given up and not yet acknowledged, as far as known
record StreamState(
    long acknowledged, boolean numbered, long base, long shedTotal, @Nullable Shed shed) {
  static final int BYTES = 96;
  static final StreamState NEW = new StreamState(0, false, 0, 0, null);

  /// Given up are all unacknowledged numbers up to `upTo`: telemetry is always shed from its oldest
  /// end, so one range says it all.
  ///
  /// @param at when it was given up last
  record Shed(long upTo, long fromWallMicros, long toWallMicros, GapReason reason, Stamp at) {}

  long shedUpTo() {
    return shed == null ? 0 : shed.upTo();
  }

  StreamState acknowledged(long upTo) {
    return new StreamState(Math.max(acknowledged, upTo), numbered, base, shedTotal, shed);
  }

  StreamState shed(Shed more, long count) {
    return new StreamState(acknowledged, numbered, base, shedTotal + count, more);
  }

  StreamState numbered(long newBase) {
    return new StreamState(acknowledged, true, newBase, shedTotal, shed);
  }

  /// Writes [#BYTES] bytes.
  void put(ByteBuffer out) {
    int end = out.position() + BYTES;
    out.putLong(acknowledged).putLong(numbered ? 1 : 0).putLong(base).putLong(shedTotal);
    if (shed != null) {
      out.putLong(shed.upTo()).putLong(shed.fromWallMicros()).putLong(shed.toWallMicros());
      out.putLong(shed.reason().ordinal());
      Stamp at = shed.at();
      out.putLong(at.wallMicros()).putLong(at.monotonicMicros());
      out.putInt(at.boot()).putInt(at.clock().ordinal());
    }
    out.position(end);
  }

  static StreamState get(ByteBuffer in) {
    int start = in.position();
    long acknowledged = in.getLong();
    boolean numbered = in.getLong() == 1;
    long base = in.getLong();
    long shedTotal = in.getLong();
    long upTo = in.getLong();
    Shed shed = null;
    if (upTo > 0) {
      long fromWall = in.getLong();
      long toWall = in.getLong();
      GapReason reason = GapReason.values()[(int) in.getLong()];
      long wall = in.getLong();
      long monotonic = in.getLong();
      Stamp at = new Stamp(wall, monotonic, in.getInt(), ClockState.values()[in.getInt()]);
      shed = new Shed(upTo, fromWall, toWall, reason, at);
    }
    in.position(start + BYTES);
    return new StreamState(acknowledged, numbered, base, shedTotal, shed);
  }
}
