package org.khue.gateway.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;

/// A slot of the [StateFile]: magic `KHJS` (4 bytes), version (4), generation (8), runMicros (8),
/// the two [StreamState]s (96 each), CRC32C of these (4).
///
/// @param generation counts the writes: the higher of two valid slots is the newer
/// @param runMicros how long the gateway has run, over all boots
record JournalState(long generation, long runMicros, StreamState events, StreamState telemetry) {
  private static final int MAGIC = 0x4B484A53;
  private static final int VERSION = 1;
  private static final int CHECKED_BYTES = 24 + 2 * StreamState.BYTES;
  static final int BYTES = CHECKED_BYTES + 4;
  static final JournalState NEW = new JournalState(0, 0, StreamState.NEW, StreamState.NEW);

  StreamState of(Stream stream) {
    return switch (stream) {
      case EVENTS -> events;
      case TELEMETRY -> telemetry;
    };
  }

  JournalState with(Stream stream, StreamState state) {
    return switch (stream) {
      case EVENTS -> new JournalState(generation, runMicros, state, telemetry);
      case TELEMETRY -> new JournalState(generation, runMicros, events, state);
    };
  }

  JournalState next(long newRunMicros) {
    return new JournalState(generation + 1, newRunMicros, events, telemetry);
  }

  ByteBuffer bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.putInt(MAGIC).putInt(VERSION).putLong(generation).putLong(runMicros);
    events.put(out);
    telemetry.put(out);
    out.putInt(checksum(out));
    return out.flip();
  }

  /// The state in the bytes, or null if they are none.
  static @Nullable JournalState of(ByteBuffer in) {
    if (in.remaining() < BYTES
        || in.getInt(CHECKED_BYTES) != checksum(in)
        || in.getInt() != MAGIC
        || in.getInt() != VERSION) {
      return null;
    }
    return new JournalState(in.getLong(), in.getLong(), StreamState.get(in), StreamState.get(in));
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(0, CHECKED_BYTES));
    return (int) crc.getValue();
  }
}
