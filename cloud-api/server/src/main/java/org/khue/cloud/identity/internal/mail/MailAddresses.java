package org.khue.cloud.identity.internal.mail;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.identity.internal.password.Attempts;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.notify.Letter;
import org.khue.cloud.platform.notify.Letters;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.Language;

/// One's own mail address: it counts once a code that was sent to it came back. The address before
/// it is told of the change.
@Singleton
public final class MailAddresses {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final Pattern ADDRESS =
      Pattern.compile("[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,180}\\.[a-z0-9-]{2,60}");

  private final MailStore store;
  private final Transactions system;
  private final Letters letters;
  private final Attempts attempts;
  private final Audit audit;
  private final Clock clock;

  MailAddresses(Database database, Letters letters, Audit audit, Clock clock) {
    this.store = new MailStore(database.systemSource());
    this.system = new Transactions(database.systemSource());
    this.letters = letters;
    this.attempts = new Attempts(clock);
    this.audit = audit;
    this.clock = clock;
  }

  /// Whether mail can be sent at all.
  public boolean work() {
    return letters.work();
  }

  /// The confirmed address; empty when there is none.
  public Optional<String> of(UUID account) {
    return store.address(account);
  }

  /// One form for an address.
  static String normalise(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /// Sends a code to a new address.
  public void ask(Account account, String typed) {
    String address = normalise(typed);
    if (!ADDRESS.matcher(address).matches()) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("address", "must be a mail address")));
    }
    limited(account);
    Instant now = clock.instant();
    String code = Secrets.code();
    system.run(
        "making a code for a mail address",
        transaction -> {
          audit.record(transaction, change("account.mail-asked", account));
          return MailStore.give(
              transaction,
              account.id(),
              MailStore.Kind.ADDRESS,
              Secrets.codeHash(account.id(), code),
              address,
              now,
              now.plus(LIFE),
              now);
        });
    boolean taken =
        letters.offer(() ->
            List.of(
                letter(
                    account,
                    address,
                    "mail.confirm-title",
                    "mail.confirm-body",
                    Map.of("name", account.name(), "code", code))));
    if (!taken) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE, "Too much mail waits just now. Try again in a minute.");
    }
  }

  /// Takes the code.
  ///
  /// @return whether it was right
  public boolean confirm(Account account, String code) {
    limited(account);
    Instant now = clock.instant();
    Optional<MailStore.Taken> taken =
        store.take(MailStore.Kind.ADDRESS, Secrets.codeHash(account.id(), code), now);
    if (taken.isEmpty()) {
      return false;
    }
    String key = key(account);
    attempts.succeeded(key, key);
    Optional<String> before = store.address(account.id());
    system.run(
        "keeping a mail address",
        transaction -> {
          MailStore.confirm(transaction, account.id(), taken.get().address(), now);
          audit.record(transaction, change("account.mail-set", account));
          return true;
        });
    before.ifPresent(old -> tellOld(account, old));
    return true;
  }

  /// Forgets the address.
  public void remove(Account account) {
    Optional<String> before = store.address(account.id());
    system.run(
        "removing a mail address",
        transaction -> {
          MailStore.remove(transaction, account.id());
          audit.record(transaction, change("account.mail-removed", account));
          return true;
        });
    before.ifPresent(old -> tellOld(account, old));
  }

  private void tellOld(Account account, String address) {
    boolean ignored = // a full queue must not undo the change
        letters.offer(() ->
            List.of(
                letter(
                    account,
                    address,
                    "mail.changed-title",
                    "mail.changed-body",
                    Map.of("name", account.name()))));
  }

  private static Letter letter(
      Account account, String address, String title, String body, Map<String, Object> args) {
    return new Letter(
        address, Language.ofCode(account.language()), title, body, args, "/profile/mail");
  }

  private void limited(Account account) {
    String key = key(account);
    if (attempts.begin(key, key).isPresent()) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS, "Too many tries. Wait some minutes, then try again.");
    }
  }

  private static String key(Account account) {
    return account.id().toString();
  }

  private static Change change(String action, Account account) {
    return new Change(action, "account", account.id().toString(), account.unit(), Map.of());
  }
}
