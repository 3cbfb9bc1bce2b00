package org.khue.gateway.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Knows the cloud: by the root whose fingerprint stands on the sticker, or, over HTTPS, by the
/// system's own authorities. Names are checked too, where the connection asks for it, and times by
/// [TrustedTime].
final class CloudTrust extends X509ExtendedTrustManager {
  private final String fingerprint;
  private final boolean system;
  private final TrustedTime time;

  /// @param fingerprint SHA-256 of the root's certificate, lower-case hexadecimal
  /// @param system whether the system's authorities are good too
  CloudTrust(String fingerprint, boolean system, TrustedTime time) {
    this.fingerprint = fingerprint;
    this.system = system;
    this.time = time;
  }

  /// For HTTPS: the sticker's root or the system's authorities, and no certificate of our own.
  static SSLContext https(String fingerprint, TrustedTime time) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new CloudTrust(fingerprint, true, time)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// That each certificate is signed by the next, up to the last one, which is taken as it is.
  ///
  /// @throws GeneralSecurityException if it is not so, or not at that time
  static void requirePath(List<X509Certificate> chain, TrustedTime time)
      throws GeneralSecurityException {
    requirePath(chain, time.of(chain));
  }

  /// The same, at a moment that is known.
  static void requirePath(List<X509Certificate> chain, Instant moment)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.getLast(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(moment));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(chain.subList(0, chain.size() - 1)),
            parameters);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge(chain).checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge(chain).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge(chain).checkServerTrusted(chain, type, engine);
  }

  /// The JDK's own checks, with our authorities and our time.
  private X509ExtendedTrustManager judge(X509Certificate[] chain) throws CertificateException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate each : chain) {
      if (fingerprint(each).equals(fingerprint)) {
        anchors.add(new TrustAnchor(each, null));
      }
    }
    try {
      if (anchors.isEmpty() && system) {
        for (X509Certificate each : systemAuthorities().getAcceptedIssuers()) {
          anchors.add(new TrustAnchor(each, null));
        }
      }
      if (anchors.isEmpty()) {
        throw new CertificateException(
            "the other side does not show the certificate "
                + fingerprint
                + ": it is not the cloud of the sticker");
      }
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time.of(List.of(chain))));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return first(factory);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the cloud's certificate cannot be checked", e);
    }
  }

  private static X509ExtendedTrustManager systemAuthorities() throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    return first(factory);
  }

  private static X509ExtendedTrustManager first(TrustManagerFactory factory) {
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new IllegalStateException("every JDK checks X.509");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody connects to this side");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
