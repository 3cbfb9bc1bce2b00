package org.khue.contract;

/// Entries that the gateway had to give up, counted.
///
/// @param count how many sequence numbers this entry takes, at least 1
/// @param fromWallMicros time of the oldest entry given up, µs UTC; 0 if unknown
/// @param toWallMicros time of the newest entry given up, µs UTC; 0 if unknown
/// @param reason `disk-full`, `age`, `corrupt`, or `cloud-restored`: the cloud had them and was set
///   back to before
public record Gap(Stamp at, long count, long fromWallMicros, long toWallMicros, String reason)
    implements Entry {
  public Gap {
    if (count < 1) {
      throw new IllegalArgumentException("a gap counts at least 1 entry, not " + count);
    }
  }

  @Override
  public long span() {
    return count;
  }
}
