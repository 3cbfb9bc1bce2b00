package org.khue.cloud.identity.internal.token;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;

/// API tokens: made by somebody for a program, with some of their own rights and for a year at
/// most.
@Singleton
public final class Tokens {
  static final String RIGHT = "tokens.write";
  private static final int LONGEST_DAYS = 365;
  private static final int PREFIX_LENGTH = 12;
  private static final int MOST = 50;

  private final ApiTokenStore store;
  private final ApiTokenStore system;
  private final Transactions transactions;
  private final Transactions anywhere;
  private final TokenCallers callers;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  Tokens(
      DataSource source,
      Database database,
      TokenCallers callers,
      Access access,
      Audit audit,
      Clock clock) {
    this.store = new ApiTokenStore(source);
    this.system = new ApiTokenStore(database.systemSource());
    this.transactions = new Transactions(source);
    this.anywhere = new Transactions(database.systemSource());
    this.callers = callers;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /// The caller's own tokens, the newest first.
  public List<ApiToken> own() {
    return store.of(Acting.required().caller().account());
  }

  /// Makes a token.
  ///
  /// @param rights some of those that whoever acts has at the unit
  /// @param days how long it lives, 1–365
  /// @return the token, shown this once
  public String make(String name, Set<String> rights, UUID unit, int days) {
    access.requireAt(RIGHT, unit);
    String called = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    List<ProblemException.Fault> faults = new ArrayList<>();
    if (called.isEmpty() || called.length() > 60) {
      faults.add(new ProblemException.Fault("name", "must have 1 to 60 characters"));
    }
    if (rights.isEmpty()) {
      faults.add(new ProblemException.Fault("rights", "must name one right or more"));
    }
    for (String right : rights) {
      if (!access.mayAt(right, unit)) {
        faults.add(new ProblemException.Fault("rights", "you do not hold '" + right + "' here"));
      }
    }
    if (days < 1 || days > LONGEST_DAYS) {
      faults.add(new ProblemException.Fault("days", "must be 1 to " + LONGEST_DAYS));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    UUID account = Acting.required().caller().account();
    Instant now = clock.instant();
    if (store.of(account).stream().filter(token -> token.isUsable(now)).count() >= MOST) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "An account has 50 tokens at most. Revoke one first.");
    }
    String secret = TokenCallers.START + Secrets.id();
    return transactions.run(
        "making a token",
        transaction -> {
          UUID id =
              ApiTokenStore.insert(
                  transaction,
                  account,
                  called,
                  secret.substring(0, PREFIX_LENGTH),
                  Secrets.hash(secret),
                  rights,
                  unit,
                  now,
                  now.plus(Duration.ofDays(days)));
          audit.record(
              transaction,
              new Change(
                  "token.made",
                  "token",
                  id.toString(),
                  unit,
                  Map.of("rights", List.copyOf(rights), "days", days)));
          return secret;
        });
  }

  /// Revokes one of the caller's own tokens.
  public void revoke(UUID id) {
    UUID account = Acting.required().caller().account();
    ApiToken token =
        store.of(account).stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(() -> ProblemException.missing("token"));
    anywhere.run(
        "revoking a token",
        transaction -> {
          audit.record(
              transaction,
              new Change("token.revoked", "token", id.toString(), token.unit(), Map.of()));
          return ApiTokenStore.revoke(transaction, account, id, clock.instant());
        });
    callers.forget();
  }

  /// The tokens of an account.
  public List<ApiToken> of(UUID account) {
    return store.of(account);
  }

  /// Revokes all tokens of an account that closes.
  public void revokeAll(Account account) {
    boolean any =
        system.of(account.id()).stream().anyMatch(token -> token.isUsable(clock.instant()));
    if (!any) {
      return;
    }
    anywhere.run(
        "revoking tokens",
        transaction -> {
          audit.record(
              transaction,
              new Change(
                  "token.all-revoked",
                  "account",
                  account.id().toString(),
                  account.unit(),
                  Map.of()));
          return ApiTokenStore.revokeAll(transaction, account.id(), clock.instant());
        });
    callers.forget();
  }
}
