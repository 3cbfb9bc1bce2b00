package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;

/// The segments of one stream, and the one that is written. Only the journal's writing thread calls
/// it; readers take [#segments()] and [#durableSeq()].
final class StreamLog {
  private static final int PAGE_BYTES = 4096;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PAGE_BYTES).asReadOnlyBuffer();

  private final Stream stream;
  private final Disk disk;
  private final JournalSettings settings;
  private final WriteBuffer buffer;
  private volatile List<Segment> segments;
  private volatile long durableSeq;
  private long nextSeq;
  private long nextId;
  private long lastWallMicros;
  private @Nullable DiskFile active;

  StreamLog(
      Stream stream,
      Disk disk,
      JournalSettings settings,
      WriteBuffer buffer,
      Recovery.Recovered found) {
    this.stream = stream;
    this.disk = disk;
    this.settings = settings;
    this.buffer = buffer;
    this.segments = found.segments();
    this.durableSeq = found.durableSeq();
    this.nextSeq = found.nextSeq();
    this.nextId = found.nextId();
    this.lastWallMicros = found.lastWallMicros();
    this.active = found.active();
  }

  List<Segment> segments() {
    return segments;
  }

  long durableSeq() {
    return durableSeq;
  }

  long nextSeq() {
    return nextSeq;
  }

  long lastWallMicros() {
    return lastWallMicros;
  }

  long bytes() {
    long sum = 0;
    for (Segment segment : segments) {
      sum += segment.bytes();
    }
    return sum;
  }

  /// By how much the files would grow if so many bytes of records were appended.
  long growth(long recordBytes) {
    if (fits(recordBytes)) {
      Segment last = segments.getLast();
      return Math.max(0, allocation(last.end() + recordBytes) - last.bytes());
    }
    return allocation(SegmentHeader.BYTES + recordBytes);
  }

  private boolean fits(long recordBytes) {
    return active != null && segments.getLast().end() + recordBytes <= settings.segmentBytes();
  }

  private long allocation(long bytes) {
    long chunk = settings.chunkBytes();
    return (bytes + chunk - 1) / chunk * chunk;
  }

  /// Writes the group with the next numbers and syncs it. After a failure the segment is left.
  ///
  /// @param spare a file of zeros to make a new segment of; null to go on in the one that is
  ///   written, or to create one if it is full
  void append(List<Pending> group, long runMicros, @Nullable String spare) throws IOException {
    boolean written = false;
    try {
      if (spare == null && fits(Pending.recordBytes(group))) {
        extend(group);
      } else {
        begin(group, runMicros, spare);
      }
      written = true;
    } finally {
      if (!written) {
        leave();
      }
    }
    nextSeq += group.size();
    lastWallMicros = group.getLast().wallMicros();
    durableSeq = nextSeq - 1;
  }

  private void extend(List<Pending> group) throws IOException {
    Segment segment = segments.getLast();
    DiskFile file = java.util.Objects.requireNonNull(active);
    buffer.clear();
    long end = segment.end() + buffer.records(group, segment.name().salt(), nextSeq);
    long bytes = Math.max(segment.bytes(), allocation(end));
    file.write(buffer.toWrite(), segment.end());
    if (bytes > segment.bytes()) {
      fill(file, Math.max(end, segment.bytes()), bytes);
    }
    file.sync();
    segment.moved(end, bytes);
  }

  private void begin(List<Pending> group, long runMicros, @Nullable String spare)
      throws IOException {
    leave();
    SegmentName name = new SegmentName(stream, nextId++, nextSeq);
    SegmentHeader header = new SegmentHeader(name, runMicros, lastWallMicros);
    buffer.clear();
    buffer.header(header);
    long end = SegmentHeader.BYTES + buffer.records(group, name.salt(), nextSeq);
    DiskFile file = spare == null ? disk.create(name.file()) : disk.open(spare);
    try {
      long bytes = Math.max(file.size(), allocation(end));
      file.write(buffer.toWrite(), 0);
      fill(file, end, bytes);
      file.sync();
      if (spare != null) {
        disk.rename(spare, name.file());
      }
      disk.sync();
      List<Segment> more = new ArrayList<>(segments);
      more.add(new Segment(header, end, bytes));
      active = file;
      segments = List.copyOf(more);
    } catch (IOException e) {
      closeQuietly(file);
      deleteQuietly(name.file());
      if (spare != null) {
        deleteQuietly(spare);
      }
      throw e;
    }
  }

  /// Fills with zeros, page by page: one large write would make large folios in the page cache, and
  /// each later sync of a few hundred bytes would go through, and be accounted as, all of one.
  private static void fill(DiskFile file, long from, long to) throws IOException {
    for (long at = from; at < to; ) {
      long end = Math.min(to, (at / PAGE_BYTES + 1) * PAGE_BYTES);
      file.write(ZEROS.slice(0, (int) (end - at)), at);
      at = end;
    }
  }

  /// Lets go of the segment that is written: it is full, or a write or sync in it failed. What of
  /// it is durable stays readable; the next append begins a new one, which hides whatever may stand
  /// behind that point.
  void leave() {
    if (active != null) {
      closeQuietly(active);
      active = null;
    }
  }

  boolean isWriting() {
    return active != null;
  }

  /// Numbers up to there are given up without ever having been on disk.
  void skipTo(long upTo) {
    leave();
    nextSeq = upTo + 1;
    durableSeq = upTo;
  }

  /// The number of the last record that a segment may hold.
  long lastSeq(int index) {
    return index + 1 < segments.size() ? segments.get(index + 1).firstSeq() - 1 : nextSeq - 1;
  }

  /// Deletes the oldest segment. The caller has made sure that it is not needed.
  void dropOldest() throws IOException {
    Segment oldest = segments.getFirst();
    if (segments.size() == 1) {
      leave();
    }
    disk.delete(oldest.name().file());
    segments = List.copyOf(segments.subList(1, segments.size()));
    disk.sync();
  }

  private void deleteQuietly(String file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      // It holds nothing that counts: recovery deletes it.
    }
  }

  private static void closeQuietly(DiskFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // All that is durable in it was synced before.
    }
  }
}
