package org.khue.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/// A certification request (PKCS #10, RFC 2986) for a P-256 key, in DER.
final class KeyRequest {
  static final String SIGNATURE = "SHA256withECDSA";

  /// What says so in a structure.
  static final byte[] ECDSA_WITH_SHA256 = Der.oid("1.2.840.10045.4.3.2");

  private static final byte[] VERSION = Der.tagged(Der.INTEGER, new byte[] {0});
  private static final byte[] COMMON_NAME = Der.oid("2.5.4.3");

  private KeyRequest() {}

  static byte[] of(String commonName, KeyPair keys) {
    byte[] name = Der.tagged(Der.UTF8, commonName.getBytes(StandardCharsets.UTF_8));
    byte[] subject =
        Der.tagged(Der.SEQUENCE, Der.tagged(Der.SET, Der.tagged(Der.SEQUENCE, COMMON_NAME, name)));
    byte[] attributes = Der.tagged(Der.CONTEXT_0);
    byte[] info =
        Der.tagged(Der.SEQUENCE, VERSION, subject, keys.getPublic().getEncoded(), attributes);
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(keys.getPrivate());
      signature.update(info);
      byte[] bits = Der.tagged(Der.BITS, new byte[] {0}, signature.sign());
      return Der.tagged(Der.SEQUENCE, info, Der.tagged(Der.SEQUENCE, ECDSA_WITH_SHA256), bits);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + SIGNATURE, e);
    }
  }
}
