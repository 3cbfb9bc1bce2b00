package org.khue.contract;

/// What a gateway asks a certificate with, for the first time or anew: `POST
/// /api/v1/gateways/{id}/claim` and `…/certificate`.
///
/// @param pkcs10 certification request of a P-256 key that the gateway made and keeps (RFC 2986,
///   DER), signed by that key
public record CertificateRequest(byte[] pkcs10) {
  public CertificateRequest {
    pkcs10 = pkcs10.clone();
  }

  @Override
  public byte[] pkcs10() {
    return pkcs10.clone();
  }
}
