package org.khue.gateway.journal;

/// A segment file as the journal knows it. The writer moves `end` and `bytes`; readers go no
/// further than `end`.
final class Segment {
  private final SegmentName name;
  private final long runMicros;
  private final long previousWallMicros;
  private volatile long end;
  private volatile long bytes;

  /// @param header what stands in the file
  /// @param end offset after the last byte that may be read
  /// @param bytes the file's size
  Segment(SegmentHeader header, long end, long bytes) {
    this.name = header.name();
    this.runMicros = header.runMicros();
    this.previousWallMicros = header.previousWallMicros();
    this.end = end;
    this.bytes = bytes;
  }

  SegmentName name() {
    return name;
  }

  long firstSeq() {
    return name.firstSeq();
  }

  long runMicros() {
    return runMicros;
  }

  long previousWallMicros() {
    return previousWallMicros;
  }

  long end() {
    return end;
  }

  long bytes() {
    return bytes;
  }

  void moved(long newEnd, long newBytes) {
    end = newEnd;
    bytes = newBytes;
  }
}
