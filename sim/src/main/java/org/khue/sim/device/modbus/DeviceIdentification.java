package org.khue.sim.device.modbus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Read Device Identification, function 43 / MEI 14 (Modbus application protocol 1.1b3, section
/// 6.21), which the library does not know: the three basic objects, as a stream or one by one.
final class DeviceIdentification {
  private static final int FUNCTION = 0x2B;
  private static final int MEI_TYPE = 0x0E;
  private static final int INDIVIDUAL = 4;
  private static final int BASIC_AND_INDIVIDUAL = 0x81;
  private static final int ILLEGAL_ADDRESS = 2;
  private static final int ILLEGAL_VALUE = 3;

  private final List<String> objects;

  /// @param objects vendor, product code, revision
  DeviceIdentification(List<String> objects) {
    this.objects = objects;
  }

  static boolean asked(ByteBuffer pdu) {
    return pdu.remaining() >= 2
        && (pdu.get(pdu.position()) & 0xFF) == FUNCTION
        && pdu.get(pdu.position() + 1) == MEI_TYPE;
  }

  ByteBuffer answer(ByteBuffer pdu) {
    if (pdu.remaining() != 4) {
      return refused(ILLEGAL_VALUE);
    }
    int code = pdu.get(pdu.position() + 2);
    int first = pdu.get(pdu.position() + 3) & 0xFF;
    if (code < 1 || code > INDIVIDUAL) {
      return refused(ILLEGAL_VALUE);
    }
    if (code == INDIVIDUAL && first >= objects.size()) {
      return refused(ILLEGAL_ADDRESS);
    }
    int from = first < objects.size() ? first : 0;
    int to = code == INDIVIDUAL ? from + 1 : objects.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(FUNCTION);
    out.write(MEI_TYPE);
    out.write(code);
    out.write(BASIC_AND_INDIVIDUAL);
    out.write(0); // nothing follows
    out.write(0); // so no next object
    out.write(to - from);
    for (int object = from; object < to; object++) {
      byte[] text = objects.get(object).getBytes(StandardCharsets.US_ASCII);
      out.write(object);
      out.write(text.length);
      out.writeBytes(text);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  private static ByteBuffer refused(int code) {
    return ByteBuffer.wrap(new byte[] {(byte) (FUNCTION | 0x80), (byte) code});
  }
}
