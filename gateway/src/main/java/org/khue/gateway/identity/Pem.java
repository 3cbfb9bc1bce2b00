package org.khue.gateway.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys and certificates as text (RFC 7468).
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]{1,2000})-----END PRIVATE KEY-----");

  private Pem() {}

  static String of(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  static String of(List<X509Certificate> chain) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate each : chain) {
      try {
        text.append(block("CERTIFICATE", each.getEncoded()));
      } catch (CertificateException e) {
        throw new IllegalStateException("a certificate cannot be encoded", e);
      }
    }
    return text.toString();
  }

  /// The first key of a text.
  static PrivateKey key(String text) throws IOException {
    Matcher found = KEY.matcher(text);
    if (!found.find()) {
      throw new IOException("it holds no private key");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("its private key is damaged", e);
    }
  }

  /// All certificates of a text, in their order.
  static List<X509Certificate> chain(String text) throws IOException {
    int first = text.indexOf("-----BEGIN CERTIFICATE-----");
    if (first < 0) {
      throw new IOException("it holds no certificate");
    }
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(
                      text.substring(first).getBytes(StandardCharsets.US_ASCII)))) {
        chain.add((X509Certificate) each);
      }
      return List.copyOf(chain);
    } catch (CertificateException e) {
      throw new IOException("its certificates are damaged", e);
    }
  }

  private static String block(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + LINES.encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
