package org.khue.cloud.fleet.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A certificate that the authority gave to a gateway.
///
/// @param serial hexadecimal
/// @param content DER
/// @param reason why it was revoked; null if it was not
public record Issued(
    String serial,
    String gateway,
    Instant notBefore,
    Instant notAfter,
    @JsonIgnore byte[] content,
    @Nullable Instant revokedAt,
    @Nullable String reason) {

  static Issued of(String gateway, X509Certificate certificate) {
    try {
      return new Issued(
          serial(certificate),
          gateway,
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant(),
          certificate.getEncoded(),
          null,
          null);
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate of our own cannot be encoded", e);
    }
  }

  static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  /// Whether it is this very certificate.
  boolean holds(X509Certificate shown) {
    try {
      return Arrays.equals(content, shown.getEncoded());
    } catch (CertificateException e) {
      return false;
    }
  }

  X509Certificate certificate() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
    } catch (CertificateException e) {
      throw new IllegalStateException("the kept certificate " + serial + " is damaged", e);
    }
  }
}
