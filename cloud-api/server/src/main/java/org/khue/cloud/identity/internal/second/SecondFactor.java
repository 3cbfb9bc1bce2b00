package org.khue.cloud.identity.internal.second;

import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.identity.internal.password.Attempts;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;

/// Time-based codes, and recovery codes for the day when the telephone is lost.
@Singleton
public final class SecondFactor {
  private static final int RECOVERY_CODES = 10;

  /// What came of a code.
  public sealed interface Outcome {
    record Right() implements Outcome {}

    /// Wrong, too old, or used already.
    record Wrong() implements Outcome {}

    record Wait(Duration time) implements Outcome {}
  }

  private final SecondFactorStore store;
  private final Transactions system;
  private final Attempts attempts;
  private final Audit audit;
  private final Clock clock;

  SecondFactor(Database database, Attempts attempts, Audit audit, Clock clock) {
    this.store = new SecondFactorStore(database.systemSource());
    this.system = new Transactions(database.systemSource());
    this.attempts = attempts;
    this.audit = audit;
    this.clock = clock;
  }

  /// What an app needs to make the codes.
  ///
  /// @param secret in base 32
  /// @param uri for a QR code
  public record Offer(String secret, String uri) {}

  /// The secret that waits to be confirmed; empty when one is in use.
  public Optional<Offer> offer(Account account) {
    store.offer(account.id(), Secrets.bytes(Totp.SECRET_BYTES));
    return store
        .secret(account.id())
        .filter(secret -> !secret.confirmed())
        .map(secret -> {
          String text = Totp.base32(secret.bytes());
          String label = URLEncoder.encode(account.login(), StandardCharsets.UTF_8);
          return new Offer(
              text, "otpauth://totp/Khue:" + label + "?secret=" + text + "&issuer=Khue");
        });
  }

  /// Puts the offered secret to use, once its first code is right.
  ///
  /// @return recovery codes, shown this once; empty for a wrong code
  public List<String> confirm(Account account, String code) {
    Optional<SecondFactorStore.Secret> offered =
        store.secret(account.id()).filter(secret -> !secret.confirmed());
    if (offered.isEmpty() || !(check(account, code) instanceof Outcome.Right)) {
      return List.of();
    }
    return system.run(
        "setting a second factor up",
        transaction -> {
          SecondFactorStore.confirm(transaction, account.id(), clock.instant());
          note(transaction, "account.second-factor-set", account);
          return newRecovery(transaction, account.id());
        });
  }

  /// Makes new recovery codes; the old ones open nothing any more.
  public List<String> renewRecovery(Account account) {
    return system.run(
        "making recovery codes", transaction -> newRecovery(transaction, account.id()));
  }

  private void note(Connection transaction, String action, Account account) throws SQLException {
    audit.record(
        transaction,
        new Change(action, "account", account.id().toString(), account.unit(), Map.of()));
  }

  private static List<String> newRecovery(Connection transaction, UUID account)
      throws SQLException {
    List<String> codes = Stream.generate(Secrets::code).limit(RECOVERY_CODES).toList();
    SecondFactorStore.replaceRecovery(
        transaction, account, codes.stream().map(code -> Secrets.codeHash(account, code)).toList());
    return codes;
  }

  /// Checks a code of the app, or a recovery code. Each is taken once.
  public Outcome check(Account account, String typed) {
    // Whoever gets here knows the password: what is limited is the account, wherever they sit.
    String key = "second " + account.id();
    Optional<Duration> wait = attempts.begin(key, key);
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    if (!isRight(account.id(), typed)) {
      return new Outcome.Wrong();
    }
    attempts.succeeded(key, key);
    return new Outcome.Right();
  }

  private boolean isRight(UUID account, String typed) {
    Optional<SecondFactorStore.Secret> secret = store.secret(account);
    if (secret.isEmpty()) {
      return false;
    }
    OptionalLong step = Totp.stepOf(secret.get().bytes(), typed, clock.instant());
    return step.isPresent()
        ? store.take(account, step.getAsLong())
        : store.takeRecovery(account, Secrets.codeHash(account, typed));
  }

  public int recoveryLeft(Account account) {
    return store.recoveryLeft(account.id());
  }

  /// Takes the codes away from an account.
  public void remove(Account account) {
    system.run(
        "removing a second factor",
        transaction -> {
          SecondFactorStore.remove(transaction, account.id());
          note(transaction, "account.second-factor-removed", account);
          return account;
        });
  }
}
