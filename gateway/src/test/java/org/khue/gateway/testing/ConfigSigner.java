package org.khue.gateway.testing;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ConfigMessage;

/// A cloud that signs configurations: a root, and a signer below it.
public final class ConfigSigner {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  public final X509Certificate root;
  private final KeyPair rootKeys;
  private final KeyPair keys;
  private final X509Certificate signer;

  public ConfigSigner() {
    this(KeyPurposeId.id_kp_codeSigning, "Ed25519");
  }

  /// @param purpose what the signer's certificate is made for
  public ConfigSigner(KeyPurposeId purpose, String algorithm) {
    rootKeys = keys("EC");
    root = certificate(rootKeys.getPublic(), "root", rootKeys.getPrivate(), null, Instant.now());
    keys = keys(algorithm);
    signer = certificate(keys.getPublic(), "signer", rootKeys.getPrivate(), purpose, Instant.now());
  }

  private ConfigSigner(ConfigSigner same, Instant since) {
    root = same.root;
    rootKeys = same.rootKeys;
    keys = keys("Ed25519");
    signer =
        certificate(
            keys.getPublic(),
            "signer",
            rootKeys.getPrivate(),
            KeyPurposeId.id_kp_codeSigning,
            since);
  }

  /// The same cloud with another signing key.
  public ConfigSigner renewed(Instant since) {
    return new ConfigSigner(this, since);
  }

  /// What the sticker shows.
  public String fingerprint() {
    try {
      return hex(root.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public ConfigMessage sign(String gateway, long version, String body) {
    String sha256 = hex(body.getBytes(StandardCharsets.UTF_8));
    return new ConfigMessage(
        version, sha256, signature(gateway, version, sha256), body, gateway, chain());
  }

  public byte[] signature(String gateway, long version, String sha256) {
    try {
      Signature signature =
          Signature.getInstance(
              keys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(ConfigMessage.signed(gateway, version, sha256));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String chain() {
    return pem(signer) + pem(root);
  }

  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(256);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param purpose null for a root
  private static X509Certificate certificate(
      PublicKey key, String name, PrivateKey by, @Nullable KeyPurposeId purpose, Instant since) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=root"),
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(since.minusSeconds(60)),
              Date.from(since.plus(Duration.ofDays(400))),
              new X500Name("CN=" + name),
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
      byte[] bytes =
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)).getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
