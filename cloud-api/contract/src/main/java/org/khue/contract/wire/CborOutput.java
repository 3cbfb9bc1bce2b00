package org.khue.contract.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the CBOR (RFC 8949) that the contract uses: shortest heads, definite lengths, doubles in
/// 8 bytes, so that equal values give equal bytes.
final class CborOutput {
  private static final int UNSIGNED = 0x00;
  private static final int NEGATIVE = 0x20;
  private static final int TEXT = 0x60;
  private static final int ARRAY = 0x80;
  private static final int MAP = 0xA0;

  private byte[] bytes;
  private int size;

  CborOutput(int capacity) {
    bytes = new byte[capacity];
  }

  void reset() {
    size = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void array(int length) {
    head(ARRAY, length);
  }

  void whole(long value) {
    if (value >= 0) {
      head(UNSIGNED, value);
    } else {
      head(NEGATIVE, -1 - value);
    }
  }

  void number(double value) {
    room(9);
    bytes[size++] = (byte) 0xFB;
    fixed(Double.doubleToRawLongBits(value), 8);
  }

  void flag(boolean value) {
    room(1);
    bytes[size++] = (byte) (value ? 0xF5 : 0xF4);
  }

  void text(@Nullable String value) {
    if (value == null) {
      room(1);
      bytes[size++] = (byte) 0xF6;
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    head(TEXT, utf8.length);
    raw(utf8);
  }

  /// Text, numbers, booleans, null, lists and maps.
  ///
  /// @throws IllegalArgumentException for anything else
  void value(@Nullable Object value) {
    switch (value) {
      case null -> text(null);
      case String text -> text(text);
      case Boolean flag -> flag(flag);
      case Byte whole -> whole(whole);
      case Short whole -> whole(whole);
      case Integer whole -> whole(whole);
      case Long whole -> whole(whole);
      case Number number -> number(number.doubleValue());
      case Enum<?> constant -> text(constant.name());
      case List<?> list -> {
        array(list.size());
        list.forEach(this::value);
      }
      case Map<?, ?> map -> {
        head(MAP, map.size());
        map.forEach((key, each) -> {
          text(String.valueOf(key));
          value(each);
        });
      }
      default ->
          throw new IllegalArgumentException(
              "details hold text, numbers, booleans, lists and maps, not " + value.getClass());
    }
  }

  void raw(byte[] item) {
    room(item.length);
    System.arraycopy(item, 0, bytes, size, item.length);
    size += item.length;
  }

  private void head(int major, long argument) {
    room(9);
    if (argument < 24) {
      bytes[size++] = (byte) (major | argument);
    } else if (argument < 1 << 8) {
      bytes[size++] = (byte) (major | 24);
      fixed(argument, 1);
    } else if (argument < 1 << 16) {
      bytes[size++] = (byte) (major | 25);
      fixed(argument, 2);
    } else if (argument < 1L << 32) {
      bytes[size++] = (byte) (major | 26);
      fixed(argument, 4);
    } else {
      bytes[size++] = (byte) (major | 27);
      fixed(argument, 8);
    }
  }

  private void fixed(long value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
