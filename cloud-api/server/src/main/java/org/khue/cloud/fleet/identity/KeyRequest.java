package org.khue.cloud.fleet.identity;

import io.micronaut.http.HttpStatus;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.khue.cloud.platform.problem.ProblemException;

/// The public key that a certification request asks a certificate for. Nothing else of the request
/// counts: name and life are the authority's to decide.
///
/// @param hash SHA-256 of the key as it is encoded
record KeyRequest(PublicKey key, byte[] hash) {
  private static final int FIELD_BITS = 256;

  /// Reads a request (PKCS #10) and checks that its sender holds the key.
  ///
  /// @throws ProblemException 422 if it is none, of another kind of key, or not signed by it
  static KeyRequest read(byte[] pkcs10) {
    try {
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(pkcs10);
      PublicKey key = request.getPublicKey();
      if (!(key instanceof ECPublicKey curve)
          || curve.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
        throw refused("its key must be one on the curve P-256");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw refused("it is not signed by its own key");
      }
      return new KeyRequest(key, Authority.sha256(key.getEncoded()));
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | IllegalArgumentException e) {
      throw refused("it is no certification request (PKCS #10)");
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY, "The certification request cannot be used: " + why + ".");
  }
}
