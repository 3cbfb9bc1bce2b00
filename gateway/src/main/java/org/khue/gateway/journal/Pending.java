package org.khue.gateway.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// An entry on its way to the disk.
///
/// @param cbor as [org.khue.contract.wire.EntryWriter] wrote it
/// @param wallMicros when it happened, 0 if unknown
/// @param durable ends with its sequence number
public record Pending(byte[] cbor, long wallMicros, CompletableFuture<Long> durable) {

  static long recordBytes(List<Pending> group) {
    long bytes = 0;
    for (Pending entry : group) {
      bytes += RecordFormat.bytes(entry.cbor());
    }
    return bytes;
  }

  /// Where a group that begins at an index ends, so that its records take so many bytes at most, or
  /// it has but one.
  static int groupEnd(List<Pending> entries, int from, int maxBytes) {
    long bytes = 0;
    for (int i = from; i < entries.size(); i++) {
      bytes += RecordFormat.bytes(entries.get(i).cbor());
      if (bytes > maxBytes && i > from) {
        return i;
      }
    }
    return entries.size();
  }
}
