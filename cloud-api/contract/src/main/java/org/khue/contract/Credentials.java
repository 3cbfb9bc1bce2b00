package org.khue.contract;

/// How a gateway shows itself over HTTPS, in the header `Authorization`: the scheme, a blank, the
/// value.
public final class Credentials {
  /// The value is a claim code, such as `7K3QFD-X9M2TPRHW4`.
  public static final String CLAIM = "Khue-Claim";

  /// The value is the serial number of the gateway's certificate (hexadecimal), a colon, and a
  /// signature (ECDSA with SHA-256, DER, base64) by that certificate's key over the bytes of the
  /// body.
  public static final String CERTIFICATE = "Khue-Certificate";

  /// The value is that of a [SignedRequest].
  public static final String SIGNED = "Khue-Signed";

  private Credentials() {}
}
