package org.khue.contract;

import java.util.List;

/// A run of entries of one stream, in order.
///
/// @param firstSeq the sequence number of the first entry, at least 1
/// @param boot the boot in which the gateway sends, see [Stamp#boot()]
/// @param sentMonotonicMicros the gateway's monotonic clock at sending: with it the cloud dates the
///   entries of an UNSYNCED clock of the same boot
public record Batch(
    Stream stream, long firstSeq, int boot, long sentMonotonicMicros, List<Entry> entries) {

  /// The most entries in one batch.
  public static final int MAX_ENTRIES = 5_000;

  /// The most bytes of one batch before compression.
  public static final int MAX_BYTES = 256 * 1024;

  public Batch {
    if (firstSeq < 1) {
      throw new IllegalArgumentException("sequence numbers start at 1, not " + firstSeq);
    }
    if (boot < 1 || sentMonotonicMicros < 0) {
      throw new IllegalArgumentException(
          "a batch has a boot from 1 and a time from 0, not " + boot + ", " + sentMonotonicMicros);
    }
    entries = List.copyOf(entries);
    long span = 0;
    for (Entry entry : entries) {
      span += entry.span();
      if (span < 0 || span > Long.MAX_VALUE - firstSeq) {
        throw new IllegalArgumentException("sequence numbers end at 2^63-1");
      }
    }
  }

  /// The sequence number of the last entry; `firstSeq - 1` if the batch is empty.
  public long lastSeq() {
    long last = firstSeq - 1;
    for (Entry entry : entries) {
      last += entry.span();
    }
    return last;
  }
}
