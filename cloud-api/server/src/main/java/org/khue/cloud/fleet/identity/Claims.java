package org.khue.cloud.fleet.identity;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.platform.vault.Vault;
import org.khue.contract.PinHash;
import org.khue.contract.Topics;

/// The one-time codes that officers make for new gateways.
@Singleton
public final class Claims {
  static final String RIGHT = "gateways.claim";
  static final Duration LONGEST = Duration.ofDays(30);

  private static final UUID LAST = new UUID(-1L, -1L);

  private final Transactions transactions;
  private final Access access;
  private final Audit audit;
  private final Vault vault;
  private final AuthorityHolder authority;
  private final Clock clock;

  Claims(
      Transactions transactions,
      Access access,
      Audit audit,
      Vault vault,
      AuthorityHolder authority,
      Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
    this.vault = vault;
    this.authority = authority;
    this.clock = clock;
  }

  /// A new claim with its code, which is told this once.
  ///
  /// @param pin opens the gateway's own pages; told this once as well
  /// @param authority SHA-256 of the certificate that the gateway is to trust
  public record Made(Claim claim, String code, String pin, String authority) {
    /// Without code and PIN.
    @Override
    public String toString() {
      return "Made[" + claim + "]";
    }
  }

  /// Makes a code for a gateway that is to stand in that unit. Earlier open codes for the same
  /// gateway are withdrawn.
  ///
  /// @param gateway its id; one that is known already gets a new certificate in place of its old
  ///   one, as after a change of hardware
  /// @param life how long the code is good, at most 30 days
  /// @throws ProblemException 403 without the right there, 422 for a wrong or taken id
  public Made make(String gateway, UUID unit, Duration life) {
    access.requireAt(RIGHT, unit);
    if (!Topics.isGatewayId(gateway)) {
      throw refused(
          "gateway", "use lower-case letters, digits and hyphens, at most 63, such as lab-a3");
    }
    if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
      throw refused("hours", "give 1 to " + LONGEST.toHours());
    }
    ClaimCode code = ClaimCode.random();
    String pin = PinHash.random();
    String pinHash = PinHash.of(pin).text();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String by = Acting.required().caller().name();
    return transactions.run(
        "making a claim code",
        transaction -> {
          UUID known = Machines.unit(transaction, gateway).orElse(unit);
          if (!access.mayAt(RIGHT, known)) {
            throw refused("gateway", "this id is taken: choose another");
          }
          Claim claim =
              new Claim(
                  ClaimStore.newId(transaction),
                  gateway,
                  unit,
                  code.handle(),
                  by,
                  now,
                  now.plus(life),
                  0,
                  null,
                  null,
                  null);
          ClaimStore.insert(transaction, claim, hash(vault, code), pinHash);
          ClaimStore.replace(transaction, gateway, claim.id(), now);
          note(transaction, "gateway.claim-made", claim);
          return new Made(claim, code.text(), pin, authority.get().fingerprint());
        });
  }

  /// The newest codes that whoever acts may see.
  List<Claim> newest(int limit) {
    return after(LAST, limit);
  }

  /// Those made before that one.
  List<Claim> after(UUID before, int limit) {
    return transactions.run(
        "listing claim codes", transaction -> ClaimStore.newest(transaction, before, limit));
  }

  /// Withdraws a code that was not used.
  ///
  /// @throws ProblemException 404
  public void withdraw(UUID id) {
    transactions.run(
        "withdrawing a claim code",
        transaction -> {
          Claim claim =
              ClaimStore.find(transaction, id)
                  .orElseThrow(() -> ProblemException.missing("claim code"));
          access.requireAt(RIGHT, claim.unit());
          if (claim.state(clock.instant()) == Claim.State.OPEN) {
            ClaimStore.withdraw(transaction, id, clock.instant());
            note(transaction, "gateway.claim-withdrawn", claim);
          }
          return true;
        });
  }

  /// What the table keeps of a code: 80 random bits under a key that the database does not hold.
  static byte[] hash(Vault vault, ClaimCode code) {
    return vault.hash("gateway claim", code.text());
  }

  private void note(Connection transaction, String action, Claim claim) throws SQLException {
    audit.record(
        transaction,
        new Change(
            action,
            "gateway",
            claim.gateway(),
            claim.unit(),
            Map.of("handle", claim.handle(), "until", claim.expiresAt().toString())));
  }

  private static ProblemException refused(String field, String why) {
    return ProblemException.invalid(List.of(new ProblemException.Fault(field, why)));
  }
}
