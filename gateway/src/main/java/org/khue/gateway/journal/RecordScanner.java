package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// Goes through the records of one segment. Where bytes are no record it tries each following byte,
/// so that damage costs the records that it hit and no other.
final class RecordScanner {
  private static final int WINDOW_BYTES = 128 * 1024;
  private static final int BLOCK_BYTES = 4096;
  private static final int READ_TRIES = 3;

  private final DiskFile file;
  private final int salt;
  private final RecordFormat format = new RecordFormat();
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;
  private long position;
  private long recordStart;
  private int payloadBytes;

  /// @param start where a record is expected
  RecordScanner(DiskFile file, int salt, long start) {
    this.file = file;
    this.salt = salt;
    this.position = start;
  }

  /// Steps to the next valid record, if there is one before `limit`; otherwise stays where it is.
  ///
  /// @param fromSeq the number expected next
  /// @param beforeSeq the segment's numbers end before this one
  boolean next(long limit, long fromSeq, long beforeSeq) throws IOException {
    for (long at = position; at + RecordFormat.HEADER_BYTES < limit; at++) {
      int offset = load(at, RecordFormat.HEADER_BYTES, limit);
      int length = RecordFormat.payloadBytes(window, offset, fromSeq, beforeSeq, at - position);
      if (length < 0 || at + RecordFormat.HEADER_BYTES + length > limit) {
        continue;
      }
      offset = load(at, RecordFormat.HEADER_BYTES + length, limit);
      if (format.holds(window, offset, length, salt)) {
        recordStart = at;
        payloadBytes = length;
        position = at + RecordFormat.HEADER_BYTES + length;
        return true;
      }
    }
    return false;
  }

  /// Offset after the last record found, or where the scan began.
  long position() {
    return position;
  }

  /// Steps back before the last record found.
  void stepBack() {
    position = recordStart;
  }

  /// Number of the last record found.
  long seq() {
    return window.getLong((int) (recordStart - windowStart) + 8);
  }

  int payloadBytes() {
    return payloadBytes;
  }

  /// Payload of the last record found.
  byte[] payload() {
    byte[] payload = new byte[payloadBytes];
    window.get((int) (recordStart - windowStart) + RecordFormat.HEADER_BYTES, payload);
    return payload;
  }

  /// Whether only zeros stand between the last record found and the limit.
  boolean isClean(long limit) throws IOException {
    for (long at = position; at < limit; at++) {
      int offset = load(at, 1, limit);
      if (window.get(offset) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether what stands behind the last record found may be a record that was damaged. One has
  /// several bytes in its header that are not zero; a bit that flipped in zeros makes but one.
  boolean mayBeRecord(long limit) throws IOException {
    if (position + RecordFormat.HEADER_BYTES >= limit) {
      return false;
    }
    int offset = load(position, RecordFormat.HEADER_BYTES, limit);
    int set = 0;
    for (int i = 0; i < RecordFormat.HEADER_BYTES; i++) {
      set += window.get(offset + i) == 0 ? 0 : 1;
    }
    return set > 1;
  }

  /// Sees to it that the window holds these bytes of the file.
  ///
  /// @return the offset within the window
  private int load(long at, int bytes, long limit) throws IOException {
    if (at >= windowStart && at + bytes <= windowStart + window.limit()) {
      return (int) (at - windowStart);
    }
    int wanted = (int) Math.min(limit - at, Math.max(bytes, WINDOW_BYTES));
    if (window.capacity() < wanted) {
      window = ByteBuffer.allocate(wanted);
    }
    window.clear().limit(wanted);
    windowStart = at;
    fill(at);
    window.clear().limit(wanted);
    return 0;
  }

  private void fill(long at) throws IOException {
    try {
      file.read(window, at);
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException badBlock) {
      fillByBlocks(at);
    }
    while (window.hasRemaining()) {
      window.put((byte) 0);
    }
  }

  /// A block that cannot be read counts as damaged: as zeros. The others are still good.
  private void fillByBlocks(long at) throws IOException {
    int wanted = window.limit();
    for (int start = 0; start < wanted; start += BLOCK_BYTES) {
      int end = Math.min(wanted, start + BLOCK_BYTES);
      for (int tries = 0; tries < READ_TRIES && !readBlock(at, start, end); tries++) {
        java.util.Arrays.fill(window.array(), start, end, (byte) 0);
      }
    }
    window.limit(wanted).position(wanted);
  }

  private boolean readBlock(long at, int start, int end) throws IOException {
    window.limit(end).position(start);
    try {
      file.read(window, at + start);
      return true;
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
