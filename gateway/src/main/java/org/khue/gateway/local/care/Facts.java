package org.khue.gateway.local.care;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;
import org.khue.gateway.clock.ClockSource;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.pipeline.LastFaults;
import org.khue.gateway.uplink.UplinkWay;

/// How the gateway does, in the detail that a technician needs, at a moment.
///
/// @param way over which the cloud is reached; null if it is not
/// @param uplinkFault what keeps the queues from draining; null when nothing does
/// @param configuration which room file runs, as the state message says it
/// @param faults the newest first
public record Facts(
    LocalStatus status,
    List<Queue> queues,
    @Nullable UplinkWay way,
    @Nullable String uplinkFault,
    Space space,
    ClockSource clockSource,
    Instant built,
    String configuration,
    List<LastFaults.Fault> faults) {
  public Facts {
    queues = List.copyOf(queues);
    faults = List.copyOf(faults);
  }

  /// What waits of a stream.
  ///
  /// @param oldestSeconds age of the oldest entry that the cloud has not; -1 if there is none or
  ///   the clock cannot tell
  /// @param acknowledgedSecondsAgo when the cloud last confirmed something; -1 if not since the
  ///   start
  /// @param bytes on disk
  /// @param givenUp how many entries were given up since the journal was made
  public record Queue(
      Stream stream,
      long waiting,
      long oldestSeconds,
      long acknowledgedSecondsAgo,
      long bytes,
      long givenUp) {}

  /// Room on the disk, in bytes.
  ///
  /// @param journal what the journal takes
  /// @param limit what it may take
  /// @param free what the disk has left for this user; -1 if that cannot be told
  public record Space(long journal, long limit, long free) {}
}
