package org.khue.gateway.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Entry;
import org.khue.contract.Stream;

/// Two ordered streams of entries on disk. The pipeline appends, the uplink reads and acknowledges;
/// neither waits for the other.
public interface Journal extends AutoCloseable {

  /// Takes an entry. Events are on disk before the stage ends; readings are synced in groups,
  /// within 250 ms or 64 entries. Never blocks for longer than a full queue takes to drain.
  ///
  /// @return the sequence number, once the entry survives a power cut; ends exceptionally if it
  ///   could not be kept
  CompletionStage<Long> append(Stream stream, Entry entry);

  /// Durable entries from a sequence number on, without gaps in the numbers: what was shed comes as
  /// one counted [org.khue.contract.Gap].
  ///
  /// @param fromSeq at least the first unacknowledged one; an earlier one is answered from there
  /// @param maxEntries as many at most
  /// @param maxBytes as many at most, though always one entry if there is one
  /// @return empty if there is none yet
  List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes) throws IOException;

  /// The cloud has committed everything up to there: it may be deleted. A lower number than before
  /// changes nothing.
  void acknowledge(Stream stream, long upToSeq) throws IOException;

  /// Waits until the stream has a durable entry at or above the number, or the time is over.
  ///
  /// @return whether it has
  boolean await(Stream stream, long seq, Duration timeout) throws InterruptedException;

  Depth depth(Stream stream);

  @Override
  void close() throws IOException;

  /// @param seq sequence number of its first entry
  /// @param span how many numbers it takes: 1, or more for a gap
  /// @param cbor the entry as [org.khue.contract.wire.EntryWriter] wrote it
  record Stored(long seq, long span, byte[] cbor) {}

  /// @param acknowledgedSeq up to there the cloud has it
  /// @param durableSeq up to there it is on disk
  /// @param bytes on disk
  /// @param oldestWallMicros wall time of the oldest unacknowledged entry, 0 if there is none or it
  ///   is not known
  /// @param shed how many entries were given up since the journal was made
  record Depth(
      long acknowledgedSeq, long durableSeq, long bytes, long oldestWallMicros, long shed) {
    public long waiting() {
      return durableSeq - acknowledgedSeq;
    }
  }
}
