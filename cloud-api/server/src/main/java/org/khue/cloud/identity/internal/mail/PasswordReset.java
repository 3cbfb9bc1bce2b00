package org.khue.cloud.identity.internal.mail;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.identity.internal.grant.Grants;
import org.khue.cloud.identity.internal.password.Attempts;
import org.khue.cloud.identity.internal.password.PasswordRules;
import org.khue.cloud.identity.internal.password.Passwords;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.notify.Letter;
import org.khue.cloud.platform.notify.Letters;
import org.khue.cloud.platform.notify.Notice;
import org.khue.cloud.platform.notify.Notices;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.web.Language;

/// A forgotten password: a code goes to the address that the account's owner confirmed, and sets a
/// new password once within twenty minutes. All sessions of the account end; nobody is signed in by
/// it, so a second factor is asked for as ever. Decision 094.
///
/// Whether there is such an account is found out after the answer, so that the answer and its time
/// tell nothing.
@Singleton
public final class PasswordReset {
  /// How long a code works.
  public static final Duration LIFE = Duration.ofMinutes(20);

  private static final Duration BETWEEN = Duration.ofMinutes(2);
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final UUID ANY = new UUID(0, 0);
  private static final Acting POST = Acting.system("password reset");

  /// What came of a code.
  public sealed interface Outcome {
    /// The password is set.
    record Done() implements Outcome {}

    /// No such code, used already, or too old.
    record Refused() implements Outcome {}

    /// The password is none; the code still works.
    ///
    /// @param least fewest characters
    record Weak(PasswordRules.Fault fault, int least) implements Outcome {}

    /// Too many tries.
    record Wait(Duration time) implements Outcome {}
  }

  private final MailStore store;
  private final AccountStore accounts;
  private final Transactions system;
  private final Letters letters;
  private final Notices notices;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Grants grants;
  private final Audit audit;
  private final Clock clock;
  private final Attempts asked;
  private final Attempts typed;

  PasswordReset(
      Database database,
      Letters letters,
      Notices notices,
      Passwords passwords,
      Sessions sessions,
      Grants grants,
      Audit audit,
      Clock clock) {
    this.store = new MailStore(database.systemSource());
    this.accounts = new AccountStore(database.systemSource());
    this.system = new Transactions(database.systemSource());
    this.letters = letters;
    this.notices = notices;
    this.passwords = passwords;
    this.sessions = sessions;
    this.grants = grants;
    this.audit = audit;
    this.clock = clock;
    this.asked = new Attempts(clock);
    this.typed = new Attempts(clock);
  }

  /// Whether mail can be sent at all.
  public boolean works() {
    return letters.work();
  }

  /// Takes the wish for a code.
  ///
  /// @param loginOrAddress as it was typed
  /// @param source the address that it comes from
  /// @return how long to wait when it was not taken
  public Optional<Duration> ask(String loginOrAddress, String source) {
    String name = MailAddresses.normalise(loginOrAddress);
    Optional<Duration> wait = asked.begin(source, name);
    if (wait.isPresent()) {
      return wait;
    }
    boolean taken = letters.offer(() -> POST.call(() -> lettersTo(name)));
    return taken ? Optional.empty() : Optional.of(LATER);
  }

  private List<Letter> lettersTo(String name) {
    List<Letter> written = new ArrayList<>();
    for (MailStore.Reached reached : store.withPassword(name)) {
      String code = Secrets.code();
      if (give(reached, code)) {
        Account account = reached.account();
        written.add(
            new Letter(
                reached.address(),
                Language.ofCode(account.language()),
                "reset.mail-title",
                "reset.mail-body",
                Map.of(
                    "name",
                    account.name(),
                    "login",
                    account.login(),
                    "code",
                    code,
                    "minutes",
                    LIFE.toMinutes()),
                // What stands behind # is never sent to a server, so no log has it.
                "/login/reset#" + code));
      }
    }
    return written;
  }

  private boolean give(MailStore.Reached reached, String code) {
    Instant now = clock.instant();
    return system.run(
        "making a code for a new password",
        transaction -> {
          boolean made =
              MailStore.give(
                  transaction,
                  reached.account().id(),
                  MailStore.Kind.RESET,
                  Secrets.codeHash(ANY, code),
                  reached.address(),
                  now,
                  now.plus(LIFE),
                  now.minus(BETWEEN));
          if (made) {
            audit.record(transaction, change("account.reset-asked", reached.account()));
          }
          return made;
        });
  }

  /// Sets a password by a code.
  ///
  /// @param source the address that it comes from
  public Outcome set(String code, String password, String source) {
    Optional<Duration> wait = typed.begin(source, source);
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    byte[] hash = Secrets.codeHash(ANY, code);
    Optional<Account> owner =
        store
            .look(MailStore.Kind.RESET, hash, clock.instant())
            .flatMap(accounts::find)
            .filter(account -> account.state() == Account.State.ACTIVE);
    if (owner.isEmpty()) {
      return new Outcome.Refused();
    }
    Account account = owner.get();
    boolean staff = grants.isStaff(account.id());
    Optional<PasswordRules.Fault> fault =
        PasswordRules.check(PasswordRules.normalise(password), account.login(), staff);
    if (fault.isPresent()) {
      typed.succeeded(source, source);
      return new Outcome.Weak(
          fault.get(), staff ? PasswordRules.STAFF_LENGTH : PasswordRules.LENGTH);
    }
    if (store.take(MailStore.Kind.RESET, hash, clock.instant()).isEmpty()) {
      return new Outcome.Refused();
    }
    typed.succeeded(source, source);
    asOwner(account).run(() -> replace(account, password, staff));
    return new Outcome.Done();
  }

  private void replace(Account account, String password, boolean staff) {
    Optional<PasswordRules.Fault> fault = passwords.set(account, password, staff);
    if (fault.isPresent()) {
      throw new IllegalStateException("the same rules gave two answers");
    }
    system.run(
        "telling of a new password",
        transaction -> {
          audit.record(transaction, change("account.reset-done", account));
          return notices.send(
              transaction,
              new Notice(
                  account.id(),
                  "notice.reset",
                  "notice.reset-body",
                  Map.of(),
                  "/profile/sign-ins",
                  Notice.Weight.URGENT,
                  null));
        });
    sessions.closeAll(account.id());
  }

  private static Acting asOwner(Account account) {
    return new Acting(
        new Caller(Caller.Kind.PERSON, account.id(), account.person(), account.name(), List.of()),
        "");
  }

  private static Change change(String action, Account account) {
    return new Change(action, "account", account.id().toString(), account.unit(), Map.of());
  }
}
