package org.khue.gateway.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The little of DER (X.690) that the gateway's own structures need, so that it carries no library
/// of ten megabytes for them.
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int UTF8 = 0x0C;
  static final int BITS = 0x03;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /// The first context-specific tag around structures.
  static final int CONTEXT_0 = 0xA0;

  /// The algorithm ECDSA with SHA-256.
  static final byte[] ECDSA_WITH_SHA256 = oid("1.2.840.10045.4.3.2");

  private static final byte[] COMMON_NAME = oid("2.5.4.3");
  private static final int LONGEST = 1 << 20;

  private Der() {}

  /// A value that was read.
  ///
  /// @param whole with tag and length
  /// @param content without them
  record Value(int tag, byte[] whole, byte[] content) {
    /// What it is made of.
    ///
    /// @throws IOException if it is not made of values
    List<Value> values() throws IOException {
      List<Value> values = new ArrayList<>();
      ByteBuffer in = ByteBuffer.wrap(content);
      while (in.hasRemaining()) {
        values.add(read(in));
      }
      return values;
    }

    /// The same, of a structure with that tag and at least so many parts.
    List<Value> values(int expected, int least) throws IOException {
      List<Value> values = tag == expected ? values() : List.of();
      if (values.size() < least) {
        throw new IOException("a structure is not what it should be");
      }
      return values;
    }
  }

  /// The first value in the bytes; what follows it must be zeros.
  static Value read(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Value value = read(in);
    while (in.hasRemaining()) {
      if (in.get() != 0) {
        throw new IOException("something follows the structure");
      }
    }
    return value;
  }

  private static Value read(ByteBuffer in) throws IOException {
    int start = in.position();
    if (in.remaining() < 2) {
      throw new IOException("a structure is cut off");
    }
    int tag = in.get() & 0xFF;
    int length = in.get() & 0xFF;
    if (length > 0x7F) {
      int bytes = length & 0x7F;
      if (bytes < 1 || bytes > 3 || in.remaining() < bytes) {
        throw new IOException("a structure has no length that can be read");
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | in.get() & 0xFF;
      }
    }
    if (length > Math.min(LONGEST, in.remaining())) {
      throw new IOException("a structure is cut off");
    }
    int from = in.position();
    in.position(from + length);
    byte[] all = in.array();
    return new Value(
        tag,
        Arrays.copyOfRange(all, start, from + length),
        Arrays.copyOfRange(all, from, from + length));
  }

  /// Tag, length (X.690, section 8.1.3), content.
  static byte[] tagged(int tag, byte[]... parts) {
    byte[] content = joined(parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length >= 0x80) {
      int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift > 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  /// A set in the order that DER asks for.
  static byte[] set(int tag, List<byte[]> parts) {
    byte[][] sorted = parts.stream().sorted(Arrays::compareUnsigned).toArray(byte[][]::new);
    return tagged(tag, sorted);
  }

  /// An object identifier, such as 1.2.840.113549.1.7.2.
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          content.write(0x80 | arc >> shift & 0x7F);
        }
      }
      content.write(arc & 0x7F);
    }
    return tagged(OID, content.toByteArray());
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /// A distinguished name of a common name alone.
  static byte[] name(String commonName) {
    byte[] name = tagged(UTF8, commonName.getBytes(StandardCharsets.UTF_8));
    return tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, COMMON_NAME, name)));
  }

  /// What was signed, with the algorithm (ECDSA with SHA-256) and the signature.
  static byte[] signed(byte[] content, byte[] signature) {
    byte[] bits = tagged(BITS, new byte[] {0}, signature);
    return tagged(SEQUENCE, content, tagged(SEQUENCE, ECDSA_WITH_SHA256), bits);
  }
}
