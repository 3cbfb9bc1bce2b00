package org.khue.contract.courier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys and chunks of a package, all by primitives of the JDK: DHKEM(P-256, HKDF-SHA256) of RFC
/// 9180 gives a secret that only the cloud's key opens, HKDF (RFC 5869) makes the file's own AES
/// key of it, bound to the head, and AES-256-GCM seals chunk by chunk. The nonce of a chunk is its
/// number and whether it is the last, so that none can be left out, moved or cut off ("STREAM":
/// Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015).
final class Seal {
  static final int CHUNK = 64 * 1024;
  static final int TAG = 16;
  private static final int NONCE = 12;
  private static final byte[] INFO = "khue courier 1".getBytes(StandardCharsets.UTF_8);

  private final SecretKey key;
  private long chunks;

  private Seal(SecretKey key) {
    this.key = key;
  }

  /// A secret for one file.
  record Secret(SecretKey shared, byte[] encapsulated) {}

  static Secret secret(PublicKey cloud) throws GeneralSecurityException {
    KEM.Encapsulated made = KEM.getInstance("DHKEM").newEncapsulator(cloud).encapsulate();
    return new Secret(made.key(), made.encapsulation());
  }

  static SecretKey opened(PrivateKey cloud, byte[] encapsulated) throws GeneralSecurityException {
    return KEM.getInstance("DHKEM").newDecapsulator(cloud).decapsulate(encapsulated);
  }

  /// @param head as it stands in the file
  static Seal of(SecretKey shared, byte[] head) throws GeneralSecurityException {
    HKDFParameterSpec spec =
        HKDFParameterSpec.ofExtract()
            .addIKM(shared)
            .addSalt(MessageDigest.getInstance("SHA-256").digest(head))
            .thenExpand(INFO, 32);
    return new Seal(KDF.getInstance("HKDF-SHA256").deriveKey("AES", spec));
  }

  byte[] seal(byte[] plain, int length, boolean last) throws GeneralSecurityException {
    return cipher(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, length);
  }

  byte[] open(byte[] sealed, boolean last) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, last).doFinal(sealed);
  }

  private Cipher cipher(int mode, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(NONCE)
            .putLong(2, chunks++)
            .put(NONCE - 1, (byte) (last ? 1 : 0))
            .array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    return cipher;
  }

  static byte[] joined(String purpose, byte[] content) {
    byte[] first = purpose.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(first.length + content.length).put(first).put(content).array();
  }
}
