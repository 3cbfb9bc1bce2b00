package org.khue.gateway.journal;

import java.nio.ByteBuffer;
import java.util.List;

/// The bytes of one write, put together outside the Java heap. Used by one thread.
final class WriteBuffer {
  private static final int INITIAL_BYTES = 16 * 1024;

  private final RecordFormat format = new RecordFormat();
  private ByteBuffer bytes = ByteBuffer.allocateDirect(INITIAL_BYTES);

  void clear() {
    bytes.clear();
  }

  void header(SegmentHeader header) {
    header.put(room(SegmentHeader.BYTES));
  }

  /// @return how many bytes the records take
  int records(List<Pending> group, int salt, long firstSeq) {
    int size = Math.toIntExact(Pending.recordBytes(group));
    ByteBuffer out = room(size);
    long seq = firstSeq;
    for (Pending entry : group) {
      format.put(out, salt, seq++, entry.cbor());
    }
    return size;
  }

  ByteBuffer toWrite() {
    return bytes.flip();
  }

  private ByteBuffer room(int size) {
    if (bytes.remaining() < size) {
      int capacity = Math.max(bytes.capacity() * 2, bytes.position() + size);
      bytes = ByteBuffer.allocateDirect(capacity).put(bytes.flip());
    }
    return bytes;
  }
}
