package org.khue.gateway.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Entry;
import org.khue.contract.Stream;

/// Two ordered streams of entries on disk. The pipeline appends, the uplink reads and acknowledges;
/// neither waits for the other. Opened by [Journals].
public interface Journal extends AutoCloseable {

  /// Takes an entry. Events are on disk before the stage ends; readings are synced in groups,
  /// within 250 ms or 64 entries. Blocks only while the queue in memory is full, and not longer
  /// than [JournalSettings#appendTimeout()].
  ///
  /// What hangs on the stage runs on the journal's only writing thread: keep it short, or use the
  /// `…Async` forms.
  ///
  /// @return the sequence number, once the entry survives a power cut; ends with an
  ///   [java.io.IOException] if it could not be kept: readings given up are counted in a gap, and
  ///   an event that was not kept must be treated as not taken (the card reader shows red)
  CompletionStage<Long> append(Stream stream, Entry entry);

  /// Durable entries from a sequence number on, without gaps in the numbers: what was shed or
  /// cannot be read comes as one counted [org.khue.contract.Gap].
  ///
  /// @param fromSeq at least the first unacknowledged one; an earlier one is answered from there
  /// @param maxEntries as many at most
  /// @param maxBytes as many at most, though always one entry if there is one
  /// @return empty if there is none yet
  List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes) throws IOException;

  /// The cloud has committed everything up to there: it may be deleted, soon and in the background.
  /// A lower number than before changes nothing, and no number reaches beyond what is durable.
  void acknowledge(Stream stream, long upToSeq);

  /// Whether the stream's numbers are known to follow on the cloud's. They are not in a journal on
  /// a new disk, before its gateway has asked the cloud where to go on: see [#numberAfter].
  boolean isNumbered(Stream stream);

  /// Settles the numbers of a new journal: its first entry gets the number after this one. Without
  /// it, a gateway with a replaced disk would begin at 1 again, and the cloud would take all that
  /// for repeats. The same when the cloud is ahead of all that a journal holds, because an old copy
  /// of the disk was put back: better an entry twice than a new one taken for a repeat. Otherwise
  /// it does nothing in a stream that is numbered.
  ///
  /// @param cloudCursor what the cloud has of this gateway and stream
  void numberAfter(Stream stream, long cloudCursor) throws IOException;

  /// Waits until the stream has a durable entry at or above the number, or the time is over.
  ///
  /// @return whether it has
  boolean await(Stream stream, long seq, Duration timeout) throws InterruptedException;

  Depth depth(Stream stream);

  Health health();

  /// Writes what waits, within 10 s, and gives the directory free.
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

  /// @param fault what is wrong now and what to do next; null when entries can be kept
  /// @param abandonedSegments how many files were given up after a failed write or sync, since the
  ///   journal was opened
  /// @param corruptEntries how many entries could not be read back, since the journal was opened
  record Health(@Nullable String fault, long abandonedSegments, long corruptEntries) {}
}
