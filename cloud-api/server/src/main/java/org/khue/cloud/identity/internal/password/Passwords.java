package org.khue.cloud.identity.internal.password;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;

/// Signs people in by password or one-time code, and keeps their passwords.
///
/// An account that is not there is answered like one with another password: in the same words,
/// after the same work.
@Singleton
public final class Passwords {
  private static final Duration CODE_LIFE = Duration.ofDays(3);

  /// What came of a try.
  public sealed interface Outcome {
    /// The password was right, or the one-time code was.
    record Entered(Account account) implements Outcome {}

    /// Login or password was wrong, or the account is closed: which is not told.
    record Refused() implements Outcome {}

    /// Too many tries.
    record Wait(Duration time) implements Outcome {}

    /// Too many others sign in just now.
    record Busy() implements Outcome {}
  }

  private final AccountStore accounts;
  private final PasswordStore store;
  private final Transactions system;
  private final HashPool pool;
  private final Attempts attempts;
  private final SignIns signIns;
  private final Audit audit;
  private final Clock clock;
  private final String nobodysHash;

  Passwords(
      Database database,
      HashPool pool,
      Attempts attempts,
      SignIns signIns,
      Audit audit,
      Clock clock) {
    this.accounts = new AccountStore(database.systemSource());
    this.store = new PasswordStore(database.systemSource());
    this.system = new Transactions(database.systemSource());
    this.pool = pool;
    this.attempts = attempts;
    this.signIns = signIns;
    this.audit = audit;
    this.clock = clock;
    this.nobodysHash = Argon2.CURRENT.hash(Secrets.id());
  }

  /// One form for a login: NFKC, lower case, no spaces around.
  public static String normaliseLogin(String login) {
    return Normalizer.normalize(login, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /// @param source the address that it comes from
  public Outcome enter(String login, String password, String source) {
    String name = normaliseLogin(login);
    Optional<Duration> wait = attempts.begin(source, name);
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    String normalised = PasswordRules.normalise(password);
    Optional<Account> account = accounts.ofLogin(name);
    UUID id = account.map(Account::id).orElse(new UUID(0, 0));
    String hash = store.hash(id).orElse(nobodysHash);
    Optional<Boolean> right = pool.compute(() -> Argon2.matches(normalised, hash));
    if (right.isEmpty()) {
      attempts.succeeded(source, name);
      return new Outcome.Busy();
    }
    boolean open = account.isPresent() && account.get().state() == Account.State.ACTIVE;
    boolean byCode = store.takeCode(id, Secrets.codeHash(id, password), clock.instant()) && open;
    if (!open || !(right.get() || byCode)) {
      signIns.failed(account.orElse(null), "password", source);
      return new Outcome.Refused();
    }
    attempts.succeeded(source, name);
    if (right.get() && Argon2.CURRENT.differsFrom(hash)) {
      pool.compute(() -> Argon2.CURRENT.hash(normalised))
          .ifPresent(stronger -> store.replace(id, stronger, clock.instant()));
    }
    return new Outcome.Entered(account.get());
  }

  /// Whether this is the password of the account, for somebody who is signed in already.
  public Outcome confirm(Account account, String password, String source) {
    return enter(account.login(), password, source);
  }

  /// Sets a password.
  ///
  /// @param staff whether the longer length holds
  /// @return what is wrong with it; empty when it was set
  public Optional<PasswordRules.Fault> set(Account account, String password, boolean staff) {
    String normalised = PasswordRules.normalise(password);
    Optional<PasswordRules.Fault> fault = PasswordRules.check(normalised, account.login(), staff);
    if (fault.isPresent()) {
      return fault;
    }
    String hash =
        pool.compute(() -> Argon2.CURRENT.hash(normalised))
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Many people sign in just now. Try again in a few seconds."));
    system.run(
        "setting a password",
        transaction -> {
          PasswordStore.replace(transaction, account.id(), hash, clock.instant());
          AccountStore.mustChange(transaction, account.id(), false);
          audit.record(
              transaction,
              new Change(
                  "account.password-set",
                  "account",
                  account.id().toString(),
                  account.unit(),
                  Map.of()));
          return hash;
        });
    return Optional.empty();
  }

  /// Gives an account a code that opens it once within three days; its password must then be
  /// changed. The old password holds until that.
  ///
  /// @return the code, to be handed over by a person
  public static String giveCode(Connection transaction, UUID account, Instant now)
      throws SQLException {
    String code = Secrets.code();
    PasswordStore.giveCode(
        transaction, account, Secrets.codeHash(account, code), now.plus(CODE_LIFE));
    AccountStore.mustChange(transaction, account, true);
    return code;
  }
}
