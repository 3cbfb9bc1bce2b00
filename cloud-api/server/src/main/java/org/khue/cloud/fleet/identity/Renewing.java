package org.khue.cloud.fleet.identity;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.platform.security.Reach;

/// Gives a gateway a certificate for a new key, on a request that the key of its present one has
/// signed. That one stays good until it ends, so that a power cut in between locks nobody out.
@Singleton
final class Renewing {
  /// A gateway renews each two months; more than this at a time is somebody playing with its key.
  private static final int MOST_AT_A_TIME = 10;

  private final Transactions transactions;
  private final Audit audit;
  private final AuthorityHolder authority;
  private final AuthoritySettings settings;
  private final KnownCertificates known;
  private final Clock clock;

  Renewing(
      Transactions transactions,
      Audit audit,
      AuthorityHolder authority,
      AuthoritySettings settings,
      KnownCertificates known,
      Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.authority = authority;
    this.settings = settings;
    this.known = known;
    this.clock = clock;
  }

  /// @param serial of the present certificate
  /// @param signature of its key over the body
  /// @param body as it came
  /// @param request what the body holds
  /// @throws ProblemException 401 for a signature that is not that certificate's, 403 for a revoked
  ///   or long ended one, 422 for an old key, 429 for too many
  Issued renew(String gateway, String serial, byte[] signature, byte[] body, KeyRequest request) {
    Issued issued =
        Acting.system("gateway renewal")
            .call(() ->
                transactions.run(
                    "renewing a gateway's certificate",
                    transaction -> {
                      Issued present =
                          IssuedStore.bySerial(transaction, serial)
                              .filter(one -> one.gateway().equals(gateway))
                              .filter(one -> isSigned(one, signature, body))
                              .orElseThrow(Renewing::stranger);
                      return renew(transaction, present, request);
                    }));
    known.learn(List.of(issued));
    return issued;
  }

  private Issued renew(Connection transaction, Issued present, KeyRequest request)
      throws SQLException {
    Instant now = clock.instant();
    String gateway = present.gateway();
    if (present.revokedAt() != null) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "This gateway's certificate was revoked: it needs a new claim code.");
    }
    if (now.isAfter(present.notAfter().plus(KnownCertificates.GRACE))) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "This gateway's certificate ended more than "
              + KnownCertificates.GRACE.toDays()
              + " days ago: it needs a new claim code.");
    }
    // Held until COMMIT: two requests of one gateway come one after the other.
    IssuedStore.lock(transaction, gateway);
    Issued before = IssuedStore.byKey(transaction, gateway, request.hash()).orElse(null);
    if (before != null && before.serial().equals(present.serial())) {
      throw new ProblemException(
          HttpStatus.UNPROCESSABLE_ENTITY, "A renewal needs a new key, and this is the old one.");
    }
    if (before != null && before.revokedAt() == null) {
      return before; // the answer was lost on its way
    }
    long standing =
        IssuedStore.of(transaction, gateway).stream()
            .filter(one -> one.revokedAt() == null && now.isBefore(one.notAfter()))
            .count();
    if (before != null || standing >= MOST_AT_A_TIME) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "This gateway has " + standing + " certificates that hold: use the newest.");
    }
    Issued issued =
        Issued.of(gateway, authority.get().gateway(gateway, request.key(), settings.life()));
    IssuedStore.insert(transaction, issued, request.hash());
    audit.record(
        transaction,
        new Change(
            "gateway.certificate-renewed",
            "gateway",
            gateway,
            Machines.unit(transaction, gateway).orElse(Reach.ROOT),
            Map.of("serial", issued.serial(), "before", present.serial())));
    return issued;
  }

  private static boolean isSigned(Issued present, byte[] signature, byte[] body) {
    try {
      Signature verifier = Signature.getInstance(Forge.SIGNATURE);
      verifier.initVerify(present.certificate().getPublicKey());
      verifier.update(body);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static ProblemException stranger() {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED,
        "The request is not signed by a certificate of this gateway. Claim the gateway again with a"
            + " new code.");
  }
}
