package org.khue.gateway.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/// A certification request (PKCS #10, RFC 2986) for a P-256 key, in DER. The few structures that it
/// needs are written here, so that the gateway carries no library of ten megabytes for one message.
final class KeyRequest {
  static final String SIGNATURE = "SHA256withECDSA";

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int UTF8 = 0x0C;
  private static final int BITS = 0x03;
  private static final int ATTRIBUTES = 0xA0;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
  private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02
  };

  private KeyRequest() {}

  static byte[] of(String commonName, KeyPair keys) {
    byte[] name = tagged(UTF8, commonName.getBytes(StandardCharsets.UTF_8));
    byte[] subject = tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, joined(COMMON_NAME, name))));
    byte[] info =
        tagged(
            SEQUENCE, joined(VERSION, subject, keys.getPublic().getEncoded(), tagged(ATTRIBUTES)));
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(keys.getPrivate());
      signature.update(info);
      byte[] bits = joined(new byte[] {0}, signature.sign());
      return tagged(
          SEQUENCE, joined(info, tagged(SEQUENCE, ECDSA_WITH_SHA256), tagged(BITS, bits)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + SIGNATURE, e);
    }
  }

  /// Tag, length (X.690, section 8.1.3), content.
  private static byte[] tagged(int tag, byte... content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
