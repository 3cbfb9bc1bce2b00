package org.khue.gateway.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.khue.contract.ConfigMessage;
import org.khue.contract.update.UpdatePackage;

/// Signs configurations as a cloud does, with a root and a signer of its own: the entitled and the
/// stranger of `./khue chaos config`.
public final class SigningDesk {
  private static final byte[] VERSION_3 = {(byte) 0xA0, 0x03, 0x02, 0x01, 0x02};
  private static final byte[] IS_AUTHORITY = {
    0x30,
    0x0F,
    0x06,
    0x03,
    0x55,
    0x1D,
    0x13,
    0x01,
    0x01,
    (byte) 0xFF,
    0x04,
    0x05,
    0x30,
    0x03,
    0x01,
    0x01,
    (byte) 0xFF
  };
  private static final byte[] SIGNS_CODE = {
    0x30, 0x13, 0x06, 0x03, 0x55, 0x1D, 0x25, 0x04, 0x0C, 0x30, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01,
    0x05, 0x05, 0x07, 0x03, 0x03
  };
  private static final int EXTENSIONS = 0xA3;
  private static final int TIME = 0x17;
  private static final int NUMBER = 0x02;

  private final X509Certificate root;
  private final X509Certificate signer;
  private final PrivateKey key;

  public SigningDesk() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair top = generator.generateKeyPair();
      KeyPair signs = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      root = certificate(1, "desk root", top.getPublic(), top.getPrivate(), IS_AUTHORITY);
      signer = certificate(2, "desk signer", signs.getPublic(), top.getPrivate(), SIGNS_CODE);
      key = signs.getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256 and Ed25519", e);
    }
  }

  /// What its sticker shows.
  public String fingerprint() {
    return CloudTrust.fingerprint(root);
  }

  public ConfigMessage sign(String gateway, long version, String body) {
    String sha256 = sha256(body);
    return new ConfigMessage(
        version, sha256, signature(gateway, version, sha256), body, gateway, chain());
  }

  public byte[] signature(String gateway, long version, String sha256) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(ConfigMessage.signed(gateway, version, sha256));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The signer's certificate and the root, as they go along with a message.
  public String chain() {
    return Pem.of(List.of(signer, root));
  }

  /// Of a text in UTF-8, lower-case hexadecimal.
  public static String sha256(String text) {
    try {
      return UpdatePackage.sha256(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private static X509Certificate certificate(
      int serial, String name, PublicKey of, PrivateKey by, byte[] extension)
      throws GeneralSecurityException {
    byte[] validity = Der.joined(time("250101000000Z"), time("491231235959Z"));
    byte[] content =
        Der.tagged(
            Der.SEQUENCE,
            Der.joined(
                VERSION_3,
                Der.tagged(NUMBER, new byte[] {(byte) serial}),
                Der.tagged(Der.SEQUENCE, Der.ECDSA_WITH_SHA256),
                Der.name("desk root"),
                Der.tagged(Der.SEQUENCE, validity),
                Der.name(name),
                of.getEncoded(),
                Der.tagged(EXTENSIONS, Der.tagged(Der.SEQUENCE, extension))));
    Signature signature = Signature.getInstance(KeyRequest.SIGNATURE);
    signature.initSign(by);
    signature.update(content);
    byte[] made = Der.signed(content, signature.sign());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(made));
  }

  private static byte[] time(String text) {
    return Der.tagged(TIME, text.getBytes(StandardCharsets.US_ASCII));
  }
}
