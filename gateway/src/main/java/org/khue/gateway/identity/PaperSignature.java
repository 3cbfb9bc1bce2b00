package org.khue.gateway.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.khue.gateway.identity.Der.Value;

/// A gateway's signature under a paper: CMS (RFC 5652) with one signer, detached, with the
/// attributes that PAdES (ETSI EN 319 142-1, level B-B) asks for. ECDSA with SHA-256.
public final class PaperSignature {
  private static final byte[] SIGNED_DATA = Der.oid("1.2.840.113549.1.7.2");
  private static final byte[] DATA = Der.oid("1.2.840.113549.1.7.1");
  private static final byte[] CONTENT_TYPE = Der.oid("1.2.840.113549.1.9.3");
  private static final byte[] MESSAGE_DIGEST = Der.oid("1.2.840.113549.1.9.4");
  private static final byte[] SIGNING_CERTIFICATE = Der.oid("1.2.840.113549.1.9.16.2.47");
  private static final byte[] SHA256 = Der.tagged(Der.SEQUENCE, Der.oid("2.16.840.1.101.3.4.2.1"));
  private static final byte[] ONE = Der.tagged(Der.INTEGER, new byte[] {1});
  private static final int LONGEST_CHAIN = 5;

  private PaperSignature() {}

  /// Who signed.
  ///
  /// @param gateway as its certificate names it
  /// @param serial of that certificate, hexadecimal
  public record Signer(String gateway, String serial) {}

  /// Signs.
  ///
  /// @return the CMS structure, in DER
  public static byte[] of(GatewayIdentity.Seal seal, byte[] content) {
    try {
      X509Certificate own = seal.chain().getFirst();
      List<byte[]> attributes =
          List.of(
              attribute(CONTENT_TYPE, DATA),
              attribute(MESSAGE_DIGEST, Der.tagged(Der.OCTETS, sha256(content))),
              attribute(SIGNING_CERTIFICATE, certificateId(own)));
      Signature signature = Signature.getInstance(KeyRequest.SIGNATURE);
      signature.initSign(seal.key());
      signature.update(Der.set(Der.SET, attributes));
      byte[] signer =
          Der.tagged(
              Der.SEQUENCE,
              ONE,
              issuerAndSerial(own),
              SHA256,
              Der.set(Der.CONTEXT_0, attributes),
              Der.tagged(Der.SEQUENCE, Der.ECDSA_WITH_SHA256),
              Der.tagged(Der.OCTETS, signature.sign()));
      List<byte[]> certificates = new ArrayList<>();
      for (X509Certificate each : seal.chain()) {
        certificates.add(each.getEncoded());
      }
      byte[] data =
          Der.tagged(
              Der.SEQUENCE,
              ONE,
              Der.tagged(Der.SET, SHA256),
              Der.tagged(Der.SEQUENCE, DATA),
              Der.set(Der.CONTEXT_0, certificates),
              Der.tagged(Der.SET, signer));
      return Der.tagged(Der.SEQUENCE, SIGNED_DATA, Der.tagged(Der.CONTEXT_0, data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the present key cannot sign", e);
    }
  }

  /// Checks a signature that [#of] made. Certificates are judged by the time at which the signer's
  /// began: a paper is looked at long after a certificate of ninety days has ended.
  ///
  /// @param root SHA-256 of the cloud's root, lower-case hexadecimal
  /// @throws GeneralSecurityException if it is not so; the message says why
  /// @throws IOException if it is no such structure
  public static Signer check(byte[] cms, byte[] content, String root)
      throws GeneralSecurityException, IOException {
    List<Value> info = Der.read(cms).values(Der.SEQUENCE, 2);
    List<Value> data = info.get(1).values(Der.CONTEXT_0, 1).getFirst().values(Der.SEQUENCE, 5);
    List<Value> signers = data.get(4).values(Der.SET, 1);
    List<Value> signer = signers.getFirst().values(Der.SEQUENCE, 6);
    if (signers.size() != 1 || !equal(info.get(0), SIGNED_DATA)) {
      throw new IOException("it is no signature of a gateway");
    }
    List<X509Certificate> chain =
        chain(data.get(3).values(Der.CONTEXT_0, 2), signer.get(1).whole());
    Value attributes = signer.get(3);
    if (!MessageDigest.isEqual(digest(attributes), sha256(content))) {
      throw new GeneralSecurityException("the paper was changed after it was signed");
    }
    Signature signature = Signature.getInstance(KeyRequest.SIGNATURE);
    signature.initVerify(chain.getFirst().getPublicKey());
    signature.update(Der.tagged(Der.SET, attributes.content()));
    if (!signature.verify(signer.get(5).content())) {
      throw new GeneralSecurityException("its signature is not that of its certificate");
    }
    String found = CloudTrust.fingerprint(chain.getLast());
    if (!found.equals(root)) {
      throw new GeneralSecurityException(
          "it leads up to the root " + found + ", which is not " + root);
    }
    Instant began = chain.getFirst().getNotBefore().toInstant();
    CloudTrust.requirePath(chain, began);
    String name = chain.getFirst().getSubjectX500Principal().getName();
    return new Signer(
        name.startsWith("CN=") ? name.substring(3) : name,
        chain.getFirst().getSerialNumber().toString(16));
  }

  /// The signer's certificate first, then each the issuer of the one before.
  private static List<X509Certificate> chain(List<Value> found, byte[] signer)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> all = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (Value each : found.subList(0, Math.min(found.size(), LONGEST_CHAIN))) {
      all.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each.whole())));
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate each : all) {
      if (MessageDigest.isEqual(issuerAndSerial(each), signer)) {
        chain.add(each);
      }
    }
    if (chain.size() != 1) {
      throw new IOException("the signer's certificate is not there");
    }
    while (chain.size() < all.size()) {
      X509Certificate last = chain.getLast();
      X509Certificate issuer =
          all.stream()
              .filter(each -> !chain.contains(each))
              .filter(each -> each.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
              .findFirst()
              .orElseThrow(() -> new IOException("a certificate in between is missing"));
      chain.add(issuer);
    }
    return chain;
  }

  private static byte[] digest(Value attributes) throws IOException {
    for (Value attribute : attributes.values(Der.CONTEXT_0, 1)) {
      List<Value> parts = attribute.values(Der.SEQUENCE, 2);
      if (equal(parts.get(0), MESSAGE_DIGEST)) {
        return parts.get(1).values(Der.SET, 1).getFirst().content();
      }
    }
    throw new IOException("it does not say what was signed");
  }

  private static boolean equal(Value value, byte[] expected) {
    return MessageDigest.isEqual(value.whole(), expected);
  }

  private static byte[] attribute(byte[] type, byte[] value) {
    return Der.tagged(Der.SEQUENCE, type, Der.tagged(Der.SET, value));
  }

  /// ESSCertIDv2 (RFC 5035): which certificate was meant.
  private static byte[] certificateId(X509Certificate own) throws GeneralSecurityException {
    byte[] hash = Der.tagged(Der.OCTETS, sha256(own.getEncoded()));
    return Der.tagged(Der.SEQUENCE, Der.tagged(Der.SEQUENCE, Der.tagged(Der.SEQUENCE, hash)));
  }

  private static byte[] issuerAndSerial(X509Certificate certificate) {
    BigInteger serial = certificate.getSerialNumber();
    return Der.tagged(
        Der.SEQUENCE,
        certificate.getIssuerX500Principal().getEncoded(),
        Der.tagged(Der.INTEGER, serial.toByteArray()));
  }

  private static byte[] sha256(byte[] content) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(content);
  }
}
