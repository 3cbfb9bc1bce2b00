package org.khue.cloud.fleet.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// Makes keys and signs certificates: ECDSA on P-256 with SHA-256 throughout (RFC 5280, RFC 5480),
/// but for the key that signs configurations.
final class Forge {
  static final String SIGNATURE = "SHA256withECDSA";

  /// Clocks differ: a new certificate holds since a little while.
  private static final Duration BACK = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private Forge() {}

  /// A key with the certificate of its public half.
  record Signer(PrivateKey key, X509Certificate certificate) {}

  /// What a certificate is good for.
  enum Purpose {
    ROOT,
    INTERMEDIATE,
    GATEWAY,
    SERVER,
    CONFIG,
    /// Opens packages of gateways.
    COURIER,
    /// Signs receipts for them.
    RECEIPTS
  }

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /// For signatures over messages (RFC 8032).
  static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static Signer root(KeyPair keys, Instant now, Duration life) {
    X500Name name = name("Khuê gateway root");
    return new Signer(
        keys.getPrivate(),
        signed(
            keys.getPrivate(), name, null, name, keys.getPublic(), now, life, Purpose.ROOT, null));
  }

  /// @param names of a server; null for none
  static X509Certificate issue(
      Signer issuer,
      String commonName,
      PublicKey key,
      Instant now,
      Duration life,
      Purpose purpose,
      @Nullable GeneralNames names) {
    X509Certificate above = issuer.certificate();
    Duration left = Duration.between(now, above.getNotAfter().toInstant());
    Duration granted = life.compareTo(left) > 0 ? left : life;
    X500Name issuerName = X500Name.getInstance(above.getSubjectX500Principal().getEncoded());
    return signed(
        issuer.key(), issuerName, above, name(commonName), key, now, granted, purpose, names);
  }

  private static X509Certificate signed(
      PrivateKey signer,
      X500Name issuer,
      @Nullable X509Certificate above,
      X500Name subject,
      PublicKey key,
      Instant now,
      Duration life,
      Purpose purpose,
      @Nullable GeneralNames names) {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, RANDOM).setBit(126),
            Date.from(now.minus(BACK)),
            Date.from(now.plus(life)),
            subject,
            key);
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
      if (above != null) {
        builder.addExtension(
            Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(above));
      }
      purpose(builder, purpose);
      if (names != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      X509CertificateHolder holder =
          builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer));
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate could not be made", e);
    }
  }

  private static void purpose(X509v3CertificateBuilder builder, Purpose purpose)
      throws CertIOException {
    builder.addExtension(
        Extension.basicConstraints,
        true,
        switch (purpose) {
          case ROOT -> new BasicConstraints(1);
          case INTERMEDIATE -> new BasicConstraints(0);
          case GATEWAY, SERVER, CONFIG, COURIER, RECEIPTS -> new BasicConstraints(false);
        });
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            switch (purpose) {
              case ROOT, INTERMEDIATE -> KeyUsage.keyCertSign | KeyUsage.cRLSign;
              case GATEWAY, SERVER, CONFIG, RECEIPTS -> KeyUsage.digitalSignature;
              case COURIER -> KeyUsage.keyAgreement;
            }));
    KeyPurposeId extended =
        switch (purpose) {
          case GATEWAY -> KeyPurposeId.id_kp_clientAuth;
          case SERVER -> KeyPurposeId.id_kp_serverAuth;
          case CONFIG -> KeyPurposeId.id_kp_codeSigning;
          case ROOT, INTERMEDIATE, COURIER, RECEIPTS -> null;
        };
    if (extended != null) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(extended));
    }
  }

  static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new JcaX509CertificateHolder(certificate);
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate of our own cannot be read", e);
    }
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }
}
