package org.khue.contract.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the CBOR (RFC 8949) that the contract uses, from an array. Written by hand for two
/// reasons: the ingest reads hundreds of thousands of entries a second, and bytes from outside must
/// end in a value or a [WireException] and in nothing else.
///
/// Short texts are remembered: a batch names the same few devices, points and units again and
/// again, so each becomes one [String].
final class CborInput {
  private static final int MOST_NESTING = 16;
  private static final int LONGEST_REMEMBERED = 64;
  private static final int SLOTS = 256;

  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int SIMPLE = 7;

  private static final int INDEFINITE = 31;
  private static final int FALSE = 0xF4;
  private static final int TRUE = 0xF5;
  private static final int NULL = 0xF6;
  private static final int HALF = 0xF9;
  private static final int FLOAT = 0xFA;
  private static final int DOUBLE = 0xFB;
  private static final int BREAK = 0xFF;

  private final byte[] bytes;
  private final @Nullable String[] remembered = new @Nullable String[SLOTS];
  private final int[] rememberedAt = new int[SLOTS];
  private int position;

  CborInput(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  void position(int to) {
    position = to;
  }

  boolean atEnd() {
    return position == bytes.length;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// The number of elements of the array that begins here; -1 if it ends with a break.
  int array(String field) throws WireException {
    return size(ARRAY, "an array", field);
  }

  /// Whether another element follows; takes the break of an array without a length.
  ///
  /// @param length as [#array] gave it
  /// @param taken elements read so far
  boolean hasMore(int length, int taken) throws WireException {
    if (length >= 0) {
      return taken < length;
    }
    if (peek() == BREAK) {
      position++;
      return false;
    }
    return true;
  }

  long whole(String field) throws WireException {
    int start = position;
    int head = next();
    int major = head >> 5;
    if (major != UNSIGNED && major != NEGATIVE) {
      throw wrong("a whole number", field, start);
    }
    long value = argument(head, start);
    if (value < 0) {
      throw new WireException(field + " is beyond 63 bits, at byte " + start);
    }
    return major == UNSIGNED ? value : -1 - value;
  }

  /// A whole number between the two, both included.
  int whole(String field, int low, int high) throws WireException {
    long value = whole(field);
    if (value < low || value > high) {
      throw new WireException(field + " is " + value + ", expected " + low + " to " + high);
    }
    return (int) value;
  }

  double number(String field) throws WireException {
    int head = peek();
    int major = head >> 5;
    if (major == UNSIGNED || major == NEGATIVE) {
      return whole(field);
    }
    int start = position++;
    return switch (head) {
      case HALF -> Float.float16ToFloat((short) fixed(2));
      case FLOAT -> Float.intBitsToFloat((int) fixed(4));
      case DOUBLE -> Double.longBitsToDouble(fixed(8));
      default -> throw wrong("a number", field, start);
    };
  }

  boolean flag(String field) throws WireException {
    int start = position;
    int head = next();
    if (head != TRUE && head != FALSE) {
      throw wrong("true or false", field, start);
    }
    return head == TRUE;
  }

  @Nullable String textOrNull(String field) throws WireException {
    if (peek() == NULL) {
      position++;
      return null;
    }
    return text(field);
  }

  String text(String field) throws WireException {
    int start = position;
    int length = size(TEXT, "text", field);
    if (length < 0) {
      return chunkedText(field);
    }
    need(length, start);
    int from = position;
    position += length;
    return length <= LONGEST_REMEMBERED ? remember(from, length) : utf8(from, length);
  }

  /// Any value: text, numbers, booleans, null, lists and maps with text keys.
  @Nullable Object value(String field) throws WireException {
    return value(field, 0);
  }

  /// Passes by one item of any kind.
  void skip() throws WireException {
    skip(0);
  }

  /// Passes by the rest of an array.
  void skipRest(int length, int taken) throws WireException {
    for (int count = taken; hasMore(length, count); count++) {
      skip();
    }
  }

  private @Nullable Object value(String field, int depth) throws WireException {
    if (depth > MOST_NESTING) {
      throw new WireException(field + " is nested deeper than " + MOST_NESTING);
    }
    int head = peek();
    return switch (head >> 5) {
      case UNSIGNED, NEGATIVE -> {
        long whole = whole(field);
        if (whole == (int) whole) {
          yield (int) whole;
        }
        yield whole;
      }
      case TEXT -> text(field);
      case ARRAY -> list(field, depth);
      case MAP -> map(field, depth);
      case SIMPLE -> {
        if (head == NULL) {
          position++;
          yield null;
        }
        if (head == TRUE || head == FALSE) {
          yield flag(field);
        }
        yield number(field);
      }
      default -> throw wrong("text, a number, true, false, null, a list or a map", field, position);
    };
  }

  private List<@Nullable Object> list(String field, int depth) throws WireException {
    int length = array(field);
    List<@Nullable Object> list = new ArrayList<>();
    for (int count = 0; hasMore(length, count); count++) {
      list.add(value(field, depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(String field, int depth) throws WireException {
    int length = size(MAP, "a map", field);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int count = 0; hasMore(length, count); count++) {
      String key = text(field);
      map.put(key, value(field, depth + 1));
    }
    return map;
  }

  private void skip(int depth) throws WireException {
    if (depth > MOST_NESTING) {
      throw new WireException("nested deeper than " + MOST_NESTING + ", at byte " + position);
    }
    int start = position;
    int head = next();
    int major = head >> 5;
    boolean indefinite = (head & 0x1F) == INDEFINITE;
    switch (major) {
      case BYTES, TEXT -> {
        if (!indefinite) {
          int length = length(argument(head, start), start);
          need(length, start);
          position += length;
        } else {
          skipItems(-1, 1, depth);
        }
      }
      case ARRAY -> skipItems(indefinite ? -1 : length(argument(head, start), start), 1, depth);
      case MAP -> skipItems(indefinite ? -1 : length(argument(head, start), start), 2, depth);
      case TAG -> {
        argument(head, start);
        skip(depth + 1);
      }
      default -> {
        if (head == BREAK) {
          throw new WireException("a break where an item is expected, at byte " + start);
        }
        argument(head, start);
      }
    }
  }

  private void skipItems(int length, int itemsEach, int depth) throws WireException {
    for (int count = 0; hasMore(length, count); count++) {
      for (int item = 0; item < itemsEach; item++) {
        skip(depth + 1);
      }
    }
  }

  /// The length of an array, a map or a text; -1 if it ends with a break.
  private int size(int major, String what, String field) throws WireException {
    int start = position;
    int head = next();
    if (head >> 5 != major) {
      throw wrong(what, field, start);
    }
    return (head & 0x1F) == INDEFINITE ? -1 : length(argument(head, start), start);
  }

  /// No item can have more elements than bytes follow, so a length beyond them is a lie that must
  /// not cost memory.
  private int length(long claimed, int start) throws WireException {
    if (claimed < 0 || claimed > bytes.length - position) {
      throw new WireException("the bytes end inside the item at byte " + start);
    }
    return (int) claimed;
  }

  private long argument(int head, int start) throws WireException {
    int low = head & 0x1F;
    if (low < 24) {
      return low;
    }
    return switch (low) {
      case 24 -> fixed(1);
      case 25 -> fixed(2);
      case 26 -> fixed(4);
      case 27 -> fixed(8);
      default -> throw new WireException("no CBOR at byte " + start);
    };
  }

  private long fixed(int count) throws WireException {
    need(count, position);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[position++] & 0xFF;
    }
    return value;
  }

  private String chunkedText(String field) throws WireException {
    StringBuilder whole = new StringBuilder();
    while (hasMore(-1, 0)) {
      int start = position;
      int length = size(TEXT, "text", field);
      if (length < 0) {
        throw wrong("text", field, start);
      }
      need(length, start);
      whole.append(utf8(position, length));
      position += length;
    }
    return whole.toString();
  }

  private String remember(int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & (SLOTS - 1);
    String known = remembered[slot];
    int at = rememberedAt[slot];
    if (known != null
        && (at & 0xFF) == length
        && Arrays.equals(bytes, at >>> 8, (at >>> 8) + length, bytes, from, from + length)) {
      return known;
    }
    String text = utf8(from, length);
    if (from < 1 << 23) {
      remembered[slot] = text;
      rememberedAt[slot] = from << 8 | length;
    }
    return text;
  }

  private String utf8(int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private int next() throws WireException {
    int head = peek();
    position++;
    return head;
  }

  private int peek() throws WireException {
    need(1, position);
    return bytes[position] & 0xFF;
  }

  private void need(int count, int start) throws WireException {
    if (count > bytes.length - position) {
      throw new WireException("the bytes end inside the item at byte " + start);
    }
  }

  private WireException wrong(String what, String field, int at) {
    return new WireException(
        field
            + " must be "
            + what
            + ", not what begins with 0x"
            + Integer.toHexString(bytes[at] & 0xFF)
            + ", at byte "
            + at);
  }
}
