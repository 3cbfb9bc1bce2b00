package org.khue.gateway.identity;

<<<<<<< HEAD
import java.nio.charset.StandardCharsets;
=======
>>>>>>> 24acc1c (Chaos: tampered configurations and updates are counted by commands; a real gateway goes forward and back)
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/// A certification request (PKCS #10, RFC 2986) for a P-256 key, in DER.
final class KeyRequest {
  static final String SIGNATURE = "SHA256withECDSA";

<<<<<<< HEAD
  /// What says so in a structure.
  static final byte[] ECDSA_WITH_SHA256 = Der.oid("1.2.840.10045.4.3.2");

  private static final byte[] VERSION = Der.tagged(Der.INTEGER, new byte[] {0});
  private static final byte[] COMMON_NAME = Der.oid("2.5.4.3");
=======
  private static final int ATTRIBUTES = 0xA0;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
>>>>>>> 24acc1c (Chaos: tampered configurations and updates are counted by commands; a real gateway goes forward and back)

  private KeyRequest() {}

  static byte[] of(String commonName, KeyPair keys) {
<<<<<<< HEAD
    byte[] name = Der.tagged(Der.UTF8, commonName.getBytes(StandardCharsets.UTF_8));
    byte[] subject =
        Der.tagged(Der.SEQUENCE, Der.tagged(Der.SET, Der.tagged(Der.SEQUENCE, COMMON_NAME, name)));
    byte[] attributes = Der.tagged(Der.CONTEXT_0);
    byte[] info =
        Der.tagged(Der.SEQUENCE, VERSION, subject, keys.getPublic().getEncoded(), attributes);
=======
    byte[] info =
        Der.tagged(
            Der.SEQUENCE,
            Der.joined(
                VERSION,
                Der.name(commonName),
                keys.getPublic().getEncoded(),
                Der.tagged(ATTRIBUTES)));
>>>>>>> 24acc1c (Chaos: tampered configurations and updates are counted by commands; a real gateway goes forward and back)
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(keys.getPrivate());
      signature.update(info);
<<<<<<< HEAD
      byte[] bits = Der.tagged(Der.BITS, new byte[] {0}, signature.sign());
      return Der.tagged(Der.SEQUENCE, info, Der.tagged(Der.SEQUENCE, ECDSA_WITH_SHA256), bits);
=======
      return Der.signed(info, signature.sign());
>>>>>>> 24acc1c (Chaos: tampered configurations and updates are counted by commands; a real gateway goes forward and back)
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + SIGNATURE, e);
    }
  }
}
