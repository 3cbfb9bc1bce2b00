package org.khue.cloud.fleet.identity;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.platform.security.Reach;

/// The certificates that gateways have, and taking them back.
@Singleton
public final class Revocations {
  static final String RIGHT = "gateways.revoke";
  private static final int LONGEST_REASON = 200;

  private final Transactions transactions;
  private final Access access;
  private final Audit audit;
  private final KnownCertificates known;
  private final Clock clock;

  Revocations(
      Transactions transactions, Access access, Audit audit, KnownCertificates known, Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
    this.known = known;
    this.clock = clock;
  }

  /// Of each gateway that whoever acts may see, the certificate that counts.
  List<Issued> all() {
    return transactions.run("listing gateways' certificates", IssuedStore::newest);
  }

  /// All certificates of a gateway, the newest first.
  ///
  /// @throws ProblemException 404 if it has none
  public List<Issued> of(String gateway) {
    List<Issued> found =
        transactions.run(
            "listing a gateway's certificates",
            transaction -> IssuedStore.of(transaction, gateway));
    if (found.isEmpty()) {
      throw ProblemException.missing("gateway with a certificate");
    }
    return found;
  }

  /// Revokes all certificates of a gateway: its connection ends at once, and no other begins until
  /// it is claimed anew.
  ///
  /// @param reason in words, for those who look later
  /// @throws ProblemException 403, 404, or 422 without a reason
  public void revoke(String gateway, String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "reason", "say why, in at most " + LONGEST_REASON + " characters")));
    }
    List<Issued> revoked =
        transactions.run(
            "revoking a gateway's certificates",
            transaction -> {
              if (IssuedStore.of(transaction, gateway).isEmpty()) {
                throw ProblemException.missing("gateway with a certificate");
              }
              UUID unit = Machines.unit(transaction, gateway).orElse(Reach.ROOT);
              access.requireAt(RIGHT, unit);
              IssuedStore.lock(transaction, gateway);
              List<Issued> found =
                  IssuedStore.revoke(transaction, gateway, "", why, clock.instant());
              if (!found.isEmpty()) {
                audit.record(
                    transaction,
                    new Change(
                        "gateway.revoked",
                        "gateway",
                        gateway,
                        unit,
                        Map.of(
                            "reason",
                            why,
                            "serials",
                            found.stream().map(Issued::serial).toList())));
              }
              return found;
            });
    known.revoked(gateway, revoked);
  }
}
