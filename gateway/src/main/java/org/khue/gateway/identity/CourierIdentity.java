package org.khue.gateway.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.khue.contract.courier.CourierException;

/// What a stick's packages and receipts need of this gateway's identity.
public final class CourierIdentity {
  /// The common name of the certificate that tells the cloud's key for packages.
  public static final String KEY = "Khue courier";

  private final Identity identity;
  private final TrustedTime time;
  private final X509Certificate courier;

  private CourierIdentity(Identity identity, TrustedTime time, X509Certificate courier) {
    this.identity = identity;
    this.time = time;
    this.courier = courier;
  }

  /// @param data the gateway's directory
  /// @throws IOException if it is not claimed or has no key of the cloud yet; the message says what
  ///   to do
  public static CourierIdentity load(Path data, TrustedTime time) throws IOException {
    Identity identity =
        new IdentityFiles(data)
            .load()
            .orElseThrow(() ->
                new IOException(
                    "this gateway is not claimed: only the cloud that it belongs to can open what"
                        + " it exports"));
    List<X509Certificate> courier = identity.courier();
    if (courier.isEmpty()) {
      throw new IOException(
          "this gateway does not know the cloud's key for packages yet: it comes with the next"
              + " renewal of its certificate, or claim it again");
    }
    CourierIdentity made = new CourierIdentity(identity, time, courier.getFirst());
    try {
      made.check(courier, KEY);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the cloud's key for packages does not lead up to the cloud's root: claim this gateway"
              + " again",
          e);
    }
    return made;
  }

  public String gateway() {
    return identity.gateway();
  }

  public String serial() {
    return identity.own().getSerialNumber().toString(16);
  }

  public PublicKey cloudKey() {
    return courier.getPublicKey();
  }

  /// ECDSA with SHA-256 by this gateway's key, DER.
  public byte[] sign(byte[] content) {
    return identity.sign(content);
  }

  /// Whether the content is signed by a certificate of that name below this gateway's cloud.
  ///
  /// @param chain PEM, the signer's first
  /// @throws CourierException if the chain cannot be read
  public boolean isOfCloud(String chain, String name, byte[] content, byte[] signature)
      throws CourierException {
    try {
      List<X509Certificate> certificates = Pem.chain(chain);
      check(certificates, name);
      Signature verifier = Signature.getInstance(KeyRequest.SIGNATURE);
      verifier.initVerify(certificates.getFirst().getPublicKey());
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    } catch (IOException e) {
      throw new CourierException("the receipt's certificates cannot be read", e);
    }
  }

  /// Leads up to the root, and is the one of that name: gateways' certificates do so too.
  private void check(List<X509Certificate> chain, String name) throws GeneralSecurityException {
    X509Certificate root = identity.root();
    List<X509Certificate> below = chain.stream().filter(each -> !each.equals(root)).toList();
    if (below.isEmpty()
        || !below.getFirst().getSubjectX500Principal().getName().equals("CN=" + name)) {
      throw new GeneralSecurityException("it is not the certificate of " + name);
    }
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(time.of(below)));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
  }
}
