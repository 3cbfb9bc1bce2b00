package org.khue.gateway.journal;

import java.time.Duration;

/// The journal's limits.
///
/// @param segmentBytes size of a full segment file
/// @param chunkBytes a segment grows on disk by this much at a time
/// @param maxBytes of all files together
/// @param eventsReserveBytes of those, what telemetry may never take
/// @param spareBytes of those, what is really allocated on disk, so that events can still be kept
///   when somebody else has filled it
/// @param maxAge telemetry older than this is shed, counted in hours that the gateway ran: a
///   jumping wall clock sheds nothing
/// @param groupEntries telemetry is synced when so many entries wait…
/// @param groupDelay …or the oldest has waited for so long
/// @param queueEntries entries of one stream in memory, not yet on disk
/// @param queueBytes their bytes
/// @param appendTimeout how long an append waits for room in that queue
public record JournalSettings(
    long segmentBytes,
    int chunkBytes,
    long maxBytes,
    long eventsReserveBytes,
    int spareBytes,
    Duration maxAge,
    int groupEntries,
    Duration groupDelay,
    int queueEntries,
    int queueBytes,
    Duration appendTimeout) {

  private static final int MIB = 1 << 20;

  /// 8 GB at most: 90 days without internet at 10 readings a second.
  public static final JournalSettings DEFAULTS =
      new JournalSettings(
          8 * MIB,
          MIB / 2,
          8_000_000_000L,
          64 * MIB,
          2 * MIB,
          Duration.ofDays(400),
          64,
          Duration.ofMillis(250),
          32_768,
          8 * MIB,
          Duration.ofSeconds(5));

  public JournalSettings {
    require(segmentBytes >= 4096, "segmentBytes must be at least 4096");
    require(chunkBytes >= 512 && chunkBytes <= segmentBytes, "chunkBytes: 512 to segmentBytes");
    require(spareBytes >= 0 && spareBytes <= eventsReserveBytes, "spareBytes: 0 to the reserve");
    require(
        maxBytes >= eventsReserveBytes + 2 * segmentBytes,
        "maxBytes must hold eventsReserveBytes and two segments");
    require(groupEntries >= 1 && queueEntries >= groupEntries, "queueEntries: at least a group");
    require(queueBytes >= 1024, "queueBytes must be at least 1024");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("journal settings: " + message);
    }
  }

  public JournalSettings withSpareBytes(int bytes) {
    return new JournalSettings(
        segmentBytes,
        chunkBytes,
        maxBytes,
        eventsReserveBytes,
        bytes,
        maxAge,
        groupEntries,
        groupDelay,
        queueEntries,
        queueBytes,
        appendTimeout);
  }

  public JournalSettings withMaxBytes(long bytes) {
    return new JournalSettings(
        segmentBytes,
        chunkBytes,
        bytes,
        eventsReserveBytes,
        spareBytes,
        maxAge,
        groupEntries,
        groupDelay,
        queueEntries,
        queueBytes,
        appendTimeout);
  }
}
