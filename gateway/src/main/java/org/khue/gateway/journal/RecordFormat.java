package org.khue.gateway.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.khue.contract.Batch;

/// A record: `crc` (4 bytes), `length` of the payload (4), `seq` (8), payload; big-endian.
///
/// `crc` is the CRC32C of all that follows it, XOR the segment's salt: a record is valid in its own
/// segment only, whatever old bytes the file system hands out. A length of 0 is no record, so zeros
/// are none.
final class RecordFormat {
  static final int HEADER_BYTES = 16;

  /// An entry must fit into a batch.
  static final int MAX_PAYLOAD_BYTES = Batch.MAX_BYTES;

  private static final int SMALLEST_BYTES = HEADER_BYTES + 1;

  private final CRC32C crc = new CRC32C();

  static int bytes(byte[] payload) {
    return HEADER_BYTES + payload.length;
  }

  /// Puts a record into the buffer.
  void put(ByteBuffer out, int salt, long seq, byte[] payload) {
    int start = out.position();
    out.putInt(0).putInt(payload.length).putLong(seq).put(payload);
    out.putInt(start, checksum(out, start, payload.length) ^ salt);
  }

  /// The length of the payload of the record at an offset of the buffer, or -1 if what stands there
  /// cannot be the header of one.
  ///
  /// @param fromSeq the number that the record has if no other was lost before it
  /// @param skippedBytes bytes before it that were no record: as many records as would have fitted
  ///   into them may be missing
  static int payloadBytes(
      ByteBuffer in, int offset, long fromSeq, long beforeSeq, long skippedBytes) {
    int length = in.getInt(offset + 4);
    if (length < 1 || length > MAX_PAYLOAD_BYTES) {
      return -1;
    }
    long seq = in.getLong(offset + 8);
    boolean plausible =
        seq >= fromSeq && seq < beforeSeq && seq - fromSeq <= skippedBytes / SMALLEST_BYTES;
    return plausible ? length : -1;
  }

  /// Whether the checksum of the record at an offset holds.
  boolean holds(ByteBuffer in, int offset, int payloadBytes, int salt) {
    return in.getInt(offset) == (checksum(in, offset, payloadBytes) ^ salt);
  }

  private int checksum(ByteBuffer bytes, int start, int payloadBytes) {
    crc.reset();
    crc.update(bytes.slice(start + 4, HEADER_BYTES - 4 + payloadBytes));
    return (int) crc.getValue();
  }
}
