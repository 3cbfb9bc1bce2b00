package org.khue.cloud.telemetry.internal.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Rows of `telemetry.reading` as PostgreSQL's binary COPY wants them (documentation of COPY,
/// "Binary Format"), in one growing array.
final class ReadingRows {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int MOST_BYTES_A_ROW = 46;

  /// PostgreSQL counts from 2000-01-01T00:00Z.
  private static final long EPOCH_MICROS = 946_684_800_000_000L;

  private static final VarHandle SHORT = bigEndian(short[].class);
  private static final VarHandle INT = bigEndian(int[].class);
  private static final VarHandle LONG = bigEndian(long[].class);

  private byte[] bytes = new byte[64 * 1024];
  private int size;
  private int rows;

  private static VarHandle bigEndian(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  ReadingRows() {
    clear();
  }

  void clear() {
    System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
    size = HEADER.length;
    rows = 0;
  }

  int rows() {
    return rows;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// @param reason 0 for none
  void add(long micros, double value, int pointId, short flags, short reason) {
    if (bytes.length - size < MOST_BYTES_A_ROW + 2) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    shorts(5);
    ints(8);
    longs(micros - EPOCH_MICROS);
    ints(8);
    longs(Double.doubleToLongBits(value));
    ints(4);
    ints(pointId);
    ints(2);
    shorts(flags);
    if (reason == 0) {
      ints(-1);
    } else {
      ints(2);
      shorts(reason);
    }
    rows++;
  }

  /// Ends the rows; only [#clear] may follow.
  void end() {
    shorts(-1);
  }

  private void shorts(int value) {
    SHORT.set(bytes, size, (short) value);
    size += 2;
  }

  private void ints(int value) {
    INT.set(bytes, size, value);
    size += 4;
  }

  private void longs(long value) {
    LONG.set(bytes, size, value);
    size += 8;
  }
}
