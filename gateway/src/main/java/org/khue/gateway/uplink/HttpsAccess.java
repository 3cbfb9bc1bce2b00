package org.khue.gateway.uplink;

import java.net.URI;
import javax.net.ssl.SSLContext;

/// What this gateway goes to its cloud with over HTTPS. Another object after each renewal.
public interface HttpsAccess {
  /// Such as `https://cloud.example`, without a slash at its end.
  URI cloud();

  /// Trusts that cloud alone.
  SSLContext tls();

  /// Serial number of the gateway's certificate, hexadecimal.
  String serial();

  /// ECDSA with SHA-256 by the certificate's key, DER.
  byte[] sign(byte[] content);
}
