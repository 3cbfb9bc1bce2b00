package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The first bytes of a segment: magic `KHJ1` (4 bytes), version (2), stream (2), id (8), firstSeq
/// (8), runMicros (8), previousWallMicros (8), CRC32C of these (4); the rest up to [#BYTES] is
/// zero. Nothing depends on it but the times: the name says the rest again.
///
/// @param runMicros how long the gateway had run, over all boots, when the segment was made
/// @param previousWallMicros wall time of the last entry before this segment, 0 if unknown
record SegmentHeader(SegmentName name, long runMicros, long previousWallMicros) {
  static final int BYTES = 64;
  private static final int CHECKED_BYTES = 40;
  private static final int MAGIC = 0x4B484A31;
  private static final short VERSION = 1;

  void put(ByteBuffer out) {
    int start = out.position();
    out.putInt(MAGIC).putShort(VERSION).putShort((short) name.stream().ordinal());
    out.putLong(name.id()).putLong(name.firstSeq());
    out.putLong(runMicros).putLong(previousWallMicros);
    out.putInt(checksum(out, start));
    while (out.position() < start + BYTES) {
      out.put((byte) 0);
    }
  }

  /// The header of the file, or null if it is damaged or was never written.
  static @Nullable SegmentHeader read(DiskFile file, SegmentName name) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(BYTES);
    file.read(in, 0);
    boolean valid =
        !in.hasRemaining()
            && in.getInt(0) == MAGIC
            && in.getShort(4) == VERSION
            && in.getInt(CHECKED_BYTES) == checksum(in, 0);
    return valid ? new SegmentHeader(name, in.getLong(24), in.getLong(32)) : null;
  }

  private static int checksum(ByteBuffer bytes, int start) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(start, CHECKED_BYTES));
    return (int) crc.getValue();
  }
}
