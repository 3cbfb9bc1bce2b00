package org.khue.contract;

/// When something happened, by the gateway's two clocks.
///
/// @param wallMicros microseconds since 1970-01-01T00:00Z; 0 when the clock is UNSYNCED
/// @param monotonicMicros microseconds since the gateway's boot; never goes back within a boot
/// @param boot the gateway's boot number, counted from 1 and kept on its disk
/// @param clock the state of the wall clock at that moment
public record Stamp(long wallMicros, long monotonicMicros, int boot, ClockState clock) {
  public Stamp {
    if (wallMicros < 0 || monotonicMicros < 0 || boot < 1) {
      throw new IllegalArgumentException(
          "stamp out of range: wall "
              + wallMicros
              + " µs, monotonic "
              + monotonicMicros
              + " µs, boot "
              + boot);
    }
  }
}
