package org.khue.gateway.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Gap;
import org.khue.contract.Stamp;
import org.khue.contract.wire.EntryWriter;
import org.khue.gateway.journal.Journal.Stored;

/// Reads a stream in order of its numbers and fills with gaps what is not there. Goes on where the
/// last read ended without seeking. Numbers here are the journal's own.
final class StreamReader implements Closeable {
  private final Disk disk;
  private final StreamLog log;
  private final Supplier<StreamState> state;
  private final Supplier<Stamp> now;
  private @Nullable Segment segment;
  private @Nullable DiskFile file;
  private @Nullable RecordScanner scanner;
  private long scannerSeq;
  private long corruptUpTo;
  private volatile long corruptEntries;

  StreamReader(Disk disk, StreamLog log, Supplier<StreamState> state, Supplier<Stamp> now) {
    this.disk = disk;
    this.log = log;
    this.state = state;
    this.now = now;
  }

  /// How many numbers could not be read back.
  long corruptEntries() {
    return corruptEntries;
  }

  synchronized List<Stored> read(long fromSeq, int maxEntries, int maxBytes) throws IOException {
    List<Stored> found = new ArrayList<>();
    long durable = Math.max(log.durableSeq(), state.get().shedUpTo());
    long seq = fromSeq;
    int bytes = 0;
    while (seq <= durable && found.size() < maxEntries) {
      Stored stored = at(seq, durable);
      bytes += stored.cbor().length;
      if (bytes > maxBytes && !found.isEmpty()) {
        unread(stored);
        break;
      }
      found.add(stored);
      seq += stored.span();
    }
    return found;
  }

  private void unread(Stored stored) {
    if (scanner != null && scannerSeq == stored.seq() + 1 && stored.span() == 1) {
      scanner.stepBack();
      scannerSeq = stored.seq();
    }
  }

  private Stored at(long seq, long durable) throws IOException {
    while (true) {
      // In this order: what is shed is noted before its segment goes.
      List<Segment> segments = log.segments();
      StreamState.Shed shed = state.get().shed();
      if (shed != null && seq <= shed.upTo()) {
        return shed(seq, shed);
      }
      int index = indexOf(segments, seq);
      long before = durable + 1;
      if (index + 1 < segments.size()) {
        before = Math.min(before, segments.get(index + 1).firstSeq());
      }
      if (index < 0) {
        return corrupt(seq, before - 1);
      }
      Segment holder = segments.get(index);
      try {
        return within(holder, seq, before);
      } catch (NoSuchFileException e) {
        if (log.segments().contains(holder)) {
          return corrupt(seq, before - 1);
        }
        // Deleted while we looked: each turn of the loop sees fewer segments.
      }
    }
  }

  /// The segment that a number belongs to: the last that begins at or below it.
  private static int indexOf(List<Segment> segments, long seq) {
    int low = 0;
    int high = segments.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).firstSeq() <= seq) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private Stored within(Segment holder, long seq, long before) throws IOException {
    RecordScanner records = scanner;
    if (records == null || segment != holder || scannerSeq != seq) {
      records = opened(holder);
      scannerSeq = holder.firstSeq();
    }
    try {
      while (records.next(holder.end(), scannerSeq, before)) {
        scannerSeq = records.seq() + 1;
        if (records.seq() == seq) {
          return new Stored(seq, 1, records.payload());
        }
        if (records.seq() > seq) {
          records.stepBack();
          scannerSeq = records.seq();
          return corrupt(seq, records.seq() - 1);
        }
      }
      return corrupt(seq, before - 1);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private RecordScanner opened(Segment holder) throws IOException {
    close();
    DiskFile opened = disk.openToRead(holder.name().file());
    RecordScanner records = new RecordScanner(opened, holder.name().salt(), SegmentHeader.BYTES);
    file = opened;
    segment = holder;
    scanner = records;
    return records;
  }

  private Stored shed(long seq, StreamState.Shed shed) {
    return gap(
        new Gap(
            shed.at(),
            shed.upTo() - seq + 1,
            shed.fromWallMicros(),
            shed.toWallMicros(),
            shed.reason().wireName()),
        seq);
  }

  private Stored corrupt(long from, long to) {
    if (to > corruptUpTo) {
      corruptEntries += to - Math.max(from - 1, corruptUpTo);
      corruptUpTo = to;
    }
    return gap(new Gap(now.get(), to - from + 1, 0, 0, GapReason.CORRUPT.wireName()), from);
  }

  private static Stored gap(Gap gap, long seq) {
    return new Stored(seq, gap.count(), new EntryWriter().write(gap));
  }

  @Override
  public synchronized void close() throws IOException {
    DiskFile open = file;
    file = null;
    segment = null;
    scanner = null;
    if (open != null) {
      open.close();
    }
  }
}
