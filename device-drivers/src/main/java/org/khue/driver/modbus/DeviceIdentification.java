package org.khue.driver.modbus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Read Device Identification, function 43 / 14, basic objects (Application Protocol V1.1b3,
/// section 6.21). Many cheap meters do not know it.
final class DeviceIdentification {
  private static final int FUNCTION = 0x2B;
  private static final int MEI_TYPE = 0x0E;
  private static final int BASIC = 0x01;
  private static final int HEADER_BYTES = 7;
  private static final int MAKER = 0;
  private static final int MODEL = 1;
  private static final int FIRMWARE = 2;

  private DeviceIdentification() {}

  static byte[] request() {
    return new byte[] {FUNCTION, MEI_TYPE, BASIC, 0};
  }

  /// Maker, product code and revision; an answer that is cut short gives what is whole in it.
  static List<String> parse(byte[] answer) {
    Map<Integer, String> objects = new TreeMap<>();
    int at = HEADER_BYTES;
    while (at + 2 <= answer.length) {
      int length = answer[at + 1] & 0xFF;
      if (at + 2 + length > answer.length) {
        break;
      }
      objects.putIfAbsent(answer[at] & 0xFF, printable(answer, at + 2, length));
      at += 2 + length;
    }
    List<String> basic = new ArrayList<>();
    for (int object : new int[] {MAKER, MODEL, FIRMWARE}) {
      basic.add(objects.getOrDefault(object, ""));
    }
    return basic;
  }

  private static String printable(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1)
        .replaceAll("[^\\x20-\\x7E]", "")
        .strip();
  }
}
