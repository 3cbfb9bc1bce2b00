package org.khue.gateway.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/// A certification request (PKCS #10, RFC 2986) for a P-256 key, in DER.
final class KeyRequest {
  static final String SIGNATURE = "SHA256withECDSA";

  private static final byte[] VERSION = Der.tagged(Der.INTEGER, new byte[] {0});

  private KeyRequest() {}

  static byte[] of(String commonName, KeyPair keys) {
    byte[] info =
        Der.tagged(
            Der.SEQUENCE,
            VERSION,
            Der.name(commonName),
            keys.getPublic().getEncoded(),
            Der.tagged(Der.CONTEXT_0));
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(keys.getPrivate());
      signature.update(info);
      return Der.signed(info, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + SIGNATURE, e);
    }
  }
}
