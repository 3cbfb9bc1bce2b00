package org.khue.cloud.fleet.identity;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.identity.ClaimStore.Locked;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.vault.Vault;

/// Gives a gateway its first certificate for a claim code.
///
/// Everything happens in one transaction, so a power cut on either side leaves nothing half-done;
/// the same code with the same key gives the same certificate again as long as the code lives.
@Singleton
final class Claiming {
  private final Transactions transactions;
  private final Placements placements;
  private final Audit audit;
  private final Vault vault;
  private final AuthorityHolder authority;
  private final AuthoritySettings settings;
  private final KnownCertificates known;
  private final Clock clock;

  Claiming(
      Transactions transactions,
      Placements placements,
      Audit audit,
      Vault vault,
      AuthorityHolder authority,
      AuthoritySettings settings,
      KnownCertificates known,
      Clock clock) {
    this.transactions = transactions;
    this.placements = placements;
    this.audit = audit;
    this.vault = vault;
    this.authority = authority;
    this.settings = settings;
    this.known = known;
    this.clock = clock;
  }

  /// What a gateway gets.
  ///
  /// @param pinHash of the sticker's PIN; null for a code from before there were PINs
  record Claimed(Issued issued, @Nullable String pinHash) {}

  /// What came of it: wrong tries are counted, so a refusal is committed too.
  private sealed interface Outcome {
    /// @param replaced what the new certificate took the place of
    record Given(Claimed claimed, List<Issued> replaced) implements Outcome {}

    record Refused(HttpStatus status, String why) implements Outcome {}
  }

  /// @param gateway the id as the gateway's own configuration says it
  /// @param typed the code
  /// @return the certificate
  /// @throws ProblemException 403 for a wrong code, 409 for a used one or another gateway's, 410
  ///   for one that is over
  Claimed claim(String gateway, String typed, KeyRequest request) {
    ClaimCode code = ClaimCode.of(typed).orElse(null);
    Outcome outcome =
        code == null
            ? unknown()
            : Acting.system("gateway claim")
                .call(() ->
                    transactions.run(
                        "claiming a gateway",
                        transaction -> claim(transaction, gateway, code, request)));
    return switch (outcome) {
      case Outcome.Refused(HttpStatus status, String why) ->
          throw new ProblemException(status, why);
      case Outcome.Given(Claimed claimed, List<Issued> replaced) -> {
        known.learn(List.of(claimed.issued()));
        known.revoked(gateway, replaced);
        yield claimed;
      }
    };
  }

  private Outcome claim(Connection transaction, String gateway, ClaimCode code, KeyRequest request)
      throws SQLException {
    Locked locked = ClaimStore.lock(transaction, code.handle()).orElse(null);
    if (locked == null) {
      return unknown();
    }
    Claim claim = locked.claim();
    Instant now = clock.instant();
    if (claim.wrong() >= Claim.MOST_WRONG) {
      return refused(
          HttpStatus.GONE,
          "This code was closed after " + Claim.MOST_WRONG + " wrong tries: make a new one.");
    }
    if (!MessageDigest.isEqual(locked.secretHash(), Claims.hash(vault, code))) {
      ClaimStore.wrong(transaction, claim.id());
      return unknown();
    }
    if (!claim.gateway().equals(gateway)) {
      return refused(
          HttpStatus.CONFLICT,
          "This code is for the gateway '"
              + claim.gateway()
              + "', and this gateway's configuration says '"
              + gateway
              + "': write the id of the sticker into its gateway.yaml, or take its own sticker.");
    }
    return switch (claim.state(now)) {
      case OPEN -> give(transaction, locked, request, now);
      case USED -> again(transaction, locked, request, now);
      case EXPIRED, WITHDRAWN, LOCKED ->
          refused(
              HttpStatus.GONE,
              "This code is over (good until "
                  + claim.expiresAt()
                  + ", or withdrawn): make a new one on the page of the gateways.");
    };
  }

  private Outcome give(Connection transaction, Locked locked, KeyRequest request, Instant now)
      throws SQLException {
    Claim claim = locked.claim();
    String gateway = claim.gateway();
    if (IssuedStore.byKey(transaction, gateway, request.hash()).isPresent()) {
      return refused(
          HttpStatus.CONFLICT,
          "This gateway's key has had a certificate already: delete its directory 'identity' and"
              + " claim again with a new key.");
    }
    Issued issued =
        Issued.of(gateway, authority.get().gateway(gateway, request.key(), settings.life()));
    IssuedStore.insert(transaction, issued, request.hash());
    List<Issued> replaced =
        IssuedStore.revoke(transaction, gateway, issued.serial(), "claimed anew", now);
    placements.claimed(transaction, gateway, claim.unit());
    ClaimStore.use(transaction, claim.id(), issued.serial(), now);
    audit.record(
        transaction,
        new Change(
            "gateway.claimed",
            "gateway",
            gateway,
            claim.unit(),
            Map.of(
                "serial",
                issued.serial(),
                "handle",
                claim.handle(),
                "codeMadeBy",
                claim.madeBy(),
                "replaced",
                replaced.size())));
    return new Outcome.Given(new Claimed(issued, locked.pinHash()), replaced);
  }

  /// The answer may have been lost: the same key gets the same certificate.
  private static Outcome again(
      Connection transaction, Locked locked, KeyRequest request, Instant now) throws SQLException {
    Claim claim = locked.claim();
    Optional<Issued> given =
        IssuedStore.byKey(transaction, claim.gateway(), request.hash())
            .filter(one -> one.serial().equals(claim.serial()) && one.revokedAt() == null)
            .filter(one -> now.isBefore(claim.expiresAt()));
    if (given.isPresent()) {
      return new Outcome.Given(new Claimed(given.get(), locked.pinHash()), List.of());
    }
    return refused(
        HttpStatus.CONFLICT,
        "This code was used already, on "
            + claim.usedAt()
            + ". If that was not this gateway, revoke the certificate on the page of the gateways;"
            + " then make a new code.");
  }

  private static Outcome unknown() {
    return refused(
        HttpStatus.FORBIDDEN,
        "There is no such code: compare it with the sticker (16 letters and digits), or make a new"
            + " one on the page of the gateways.");
  }

  private static Outcome refused(HttpStatus status, String why) {
    return new Outcome.Refused(status, why);
  }
}
