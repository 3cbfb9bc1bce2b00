package org.khue.cloud.telemetry;

import java.security.PrivateKey;

/// The cloud's keys for packages on a USB stick; the fleet's authority has them.
public interface CourierKeys {
  /// Opens packages.
  PrivateKey opening();

  /// ECDSA with SHA-256 in DER, by the key of [#chain].
  byte[] signReceipt(byte[] content);

  /// The certificate that signs receipts first, the authority's root last, in PEM.
  String chain();
}
