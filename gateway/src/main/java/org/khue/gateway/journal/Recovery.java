package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryReader;
import org.khue.contract.wire.WireException;

/// Finds out what a stream holds after a start. Only the newest segment can hold anything that was
/// not synced, so only that one is gone through.
final class Recovery {
  /// At least what the last write before the failure can have been.
  private static final int UNSURE_BYTES = 2 << 20;

  private final Stream stream;
  private final Disk disk;
  private final long knownSeq;
  private final List<Segment> segments = new ArrayList<>();

  /// @param knownSeq numbers up to there are acknowledged or given up
  Recovery(Stream stream, Disk disk, long knownSeq) {
    this.stream = stream;
    this.disk = disk;
    this.knownSeq = knownSeq;
  }

  /// @param active the newest segment, open to go on writing; null if a new one must be begun
  record Recovered(
      List<Segment> segments,
      long durableSeq,
      long nextSeq,
      long nextId,
      long lastWallMicros,
      @Nullable DiskFile active) {}

  Recovered run() throws IOException {
    List<SegmentName> names = names();
    long nextId = names.isEmpty() ? 1 : names.getLast().id() + 1;
    names = needed(names);
    if (names.isEmpty()) {
      return new Recovered(List.of(), knownSeq, knownSeq + 1, nextId, 0, null);
    }
    for (SegmentName name : names.subList(0, names.size() - 1)) {
      try (DiskFile file = disk.openToRead(name.file())) {
        segments.add(new Segment(header(file, name), file.size(), file.size()));
      }
    }
    return newest(names.getLast(), nextId);
  }

  private List<SegmentName> names() throws IOException {
    return disk.list().stream()
        .map(SegmentName::of)
        .flatMap(Optional::stream)
        .filter(name -> name.stream() == stream)
        .sorted(Comparator.comparingLong(SegmentName::id))
        .toList();
  }

  /// Deletes the segments that hide behind the next one, or hold only what is known.
  private List<SegmentName> needed(List<SegmentName> names) throws IOException {
    List<SegmentName> needed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      SegmentName name = names.get(i);
      boolean last = i + 1 == names.size();
      long end = last ? Long.MAX_VALUE : names.get(i + 1).firstSeq();
      if (end <= name.firstSeq() || end <= knownSeq + 1) {
        deleteIfPossible(name);
      } else {
        needed.add(name);
      }
    }
    return needed;
  }

  private void deleteIfPossible(SegmentName name) {
    try {
      disk.delete(name.file());
    } catch (IOException e) {
      // It only takes room: the next start tries again.
    }
  }

  private Recovered newest(SegmentName name, long nextId) throws IOException {
    DiskFile file = disk.open(name.file());
    try {
      SegmentHeader written = SegmentHeader.read(file, name);
      long size = file.size();
      RecordScanner scanner = new RecordScanner(file, name.salt(), SegmentHeader.BYTES);
      long next = name.firstSeq();
      long wall = 0;
      while (scanner.next(size, next, Long.MAX_VALUE)) {
        next = scanner.seq() + 1;
        wall = wallMicros(scanner.payload());
      }
      boolean clean = scanner.isClean(size);
      long end = scanner.position();
      rewrite(file, clean ? size : end);
      segments.add(new Segment(header(file, name), end, size));
      long durable = Math.max(knownSeq, next - 1);
      // A damaged record may be one that the cloud has already seen: its number is not given to
      // another.
      boolean damaged = written != null && scanner.mayBeRecord(size);
      long free = Math.max(durable + 1, damaged ? next + 1 : next);
      boolean goOn = clean && written != null && free == next;
      if (!goOn) {
        file.close();
      }
      return new Recovered(List.copyOf(segments), durable, free, nextId, wall, goOn ? file : null);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /// What was read may stand in the page cache only, after a sync that failed or never came.
  /// Written again, it is synced for certain.
  private static void rewrite(DiskFile file, long end) throws IOException {
    long start = Math.max(0, end - UNSURE_BYTES);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - start));
    file.read(bytes, start);
    file.write(bytes.flip(), start);
    file.sync();
  }

  private static SegmentHeader header(DiskFile file, SegmentName name) throws IOException {
    SegmentHeader header = SegmentHeader.read(file, name);
    return header != null ? header : new SegmentHeader(name, 0, 0);
  }

  static long wallMicros(byte[] cbor) {
    try {
      return EntryReader.read(cbor).at().wallMicros();
    } catch (WireException unknown) {
      return 0;
    }
  }
}
