package org.khue.driver.modbus;

import java.nio.ByteBuffer;
import java.util.Locale;

/// How registers make a number. A register is 16 bits, the high byte first; two of them come with
/// the high word first (`big`) or last (`little`), as the maker chose.
enum RegisterType {
  BIT(1, 0, 1),
  UINT16(1, 0, 0xFFFF),
  INT16(1, Short.MIN_VALUE, Short.MAX_VALUE),
  UINT32(2, 0, 0xFFFF_FFFFL),
  INT32(2, Integer.MIN_VALUE, Integer.MAX_VALUE),
  FLOAT32(2, -Float.MAX_VALUE, Float.MAX_VALUE);

  /// Entries of the table that it takes.
  final int width;

  final double low;
  final double high;

  RegisterType(int width, double low, double high) {
    this.width = width;
    this.low = low;
    this.high = high;
  }

  /// @param bytes the registers as they came, `2 × width` of them from the offset
  double decode(byte[] bytes, int offset, boolean highWordFirst) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, 2 * width);
    return switch (this) {
      case BIT -> throw new IllegalArgumentException("A bit is not in registers");
      case UINT16 -> buffer.getShort() & 0xFFFF;
      case INT16 -> buffer.getShort();
      case UINT32 -> swap(buffer.getInt(), highWordFirst) & 0xFFFF_FFFFL;
      case INT32 -> swap(buffer.getInt(), highWordFirst);
      case FLOAT32 -> Float.intBitsToFloat(swap(buffer.getInt(), highWordFirst));
    };
  }

  /// Whether it can hold the number: in range, and whole unless it is a float.
  boolean holds(double value) {
    return value >= low && value <= high && (this == FLOAT32 || value == Math.rint(value));
  }

  /// The registers that hold the number; [#holds] must be true.
  byte[] encode(double value, boolean highWordFirst) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * width);
    if (width == 1) {
      return buffer.putShort((short) (long) value).array();
    }
    int raw = this == FLOAT32 ? Float.floatToIntBits((float) value) : (int) (long) value;
    return buffer.putInt(swap(raw, highWordFirst)).array();
  }

  private static int swap(int raw, boolean highWordFirst) {
    return highWordFirst ? raw : Integer.rotateLeft(raw, 16);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
