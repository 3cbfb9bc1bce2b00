package org.khue.cloud.identity.internal.desk;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.grant.Assignments;
import org.khue.cloud.identity.internal.passkey.Passkeys;
import org.khue.cloud.identity.internal.password.Passwords;
import org.khue.cloud.identity.internal.second.SecondFactor;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.token.Tokens;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;

/// What an IT officer does for accounts: open and close them, hand out one-time codes, help
/// somebody who lost their telephone. Only for accounts that they stand above
/// ([Assignments#isAbove]).
@Singleton
public final class AccountDesk {
  private static final String RIGHT = "accounts.write";

  private final AccountStore seen;
  private final Transactions scoped;
  private final Transactions system;
  private final Assignments assignments;
  private final Sessions sessions;
  private final SecondFactor second;
  private final Passkeys passkeys;
  private final Tokens tokens;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  AccountDesk(
      DataSource source,
      Database database,
      Assignments assignments,
      Sessions sessions,
      SecondFactor second,
      Passkeys passkeys,
      Tokens tokens,
      Access access,
      Audit audit,
      Clock clock) {
    this.seen = new AccountStore(source);
    this.scoped = new Transactions(source);
    this.system = new Transactions(database.systemSource());
    this.assignments = assignments;
    this.sessions = sessions;
    this.second = second;
    this.passkeys = passkeys;
    this.tokens = tokens;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /// The accounts within the caller's scope.
  public Rows<Account> list(TableQuery query) {
    return seen.read(query);
  }

  /// Those with a login after that one, by login.
  public List<Account> page(String after, int limit) {
    return seen.page(after, limit);
  }

  public Account find(UUID id) {
    return seen.find(id).orElseThrow(() -> ProblemException.missing("account"));
  }

  /// The account of a login, within the caller's scope.
  public Account ofLogin(String login) {
    return seen.ofLogin(Passwords.normaliseLogin(login))
        .orElseThrow(() -> ProblemException.missing("account"));
  }

  /// Whether whoever acts may change the account.
  public boolean mayChange(Account account) {
    return access.mayAt(RIGHT, account.unit()) && assignments.isAbove(account.id(), account.unit());
  }

  /// An account with the code that opens it.
  public record Opened(UUID id, String code) {}

  /// Opens an account.
  public Opened open(String login, String name, @Nullable UUID person, UUID unit) {
    access.requireAt(RIGHT, unit);
    String bare = Passwords.normaliseLogin(login);
    String shown = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    List<ProblemException.Fault> faults = new ArrayList<>();
    if (!bare.matches("[a-z0-9][a-z0-9._-]{2,59}")) {
      faults.add(
          new ProblemException.Fault(
              "login", "must be 3 to 60 of a–z, 0–9, '.', '_', '-', beginning with the first two"));
    }
    if (shown.isEmpty() || shown.length() > 100) {
      faults.add(new ProblemException.Fault("name", "must have 1 to 100 characters"));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    UUID id = UUID.randomUUID();
    String code =
        system.run(
            "opening an account",
            transaction -> {
              boolean made =
                  AccountStore.insert(
                      transaction, id, bare, shown, person, unit, false, clock.instant());
              if (!made) {
                throw ProblemException.invalid(
                    List.of(
                        new ProblemException.Fault(
                            "login", "is taken, or this person has an account already")));
              }
              note(transaction, "account.opened", id, unit, Map.of("login", bare));
              return Passwords.giveCode(transaction, id, clock.instant());
            });
    return new Opened(id, code);
  }

  /// Locks, opens again, or closes for good; what is not open has no session and no token.
  public void set(UUID id, Account.State state) {
    Account account = changeable(id);
    scoped.run(
        "changing an account",
        transaction -> {
          if (!AccountStore.state(transaction, id, state)) {
            throw ProblemException.missing("account");
          }
          note(
              transaction,
              "account.state-changed",
              id,
              account.unit(),
              Map.of("to", state.code(), "from", account.state().code()));
          return state;
        });
    if (state != Account.State.ACTIVE) {
      endAll(account);
    } else {
      sessions.forget(id);
    }
  }

  /// Gives a code that opens the account once; all its sessions end.
  public String giveCode(UUID id) {
    Account account = changeable(id);
    String code =
        system.run(
            "giving a one-time code",
            transaction -> {
              note(transaction, "account.code-given", id, account.unit(), Map.of());
              return Passwords.giveCode(transaction, id, clock.instant());
            });
    sessions.closeAll(id);
    return code;
  }

  /// Takes second factors away that their owner lost.
  public void removeFactors(UUID id) {
    Account account = changeable(id);
    second.remove(account);
    passkeys.removeAll(account);
    sessions.closeAll(id);
  }

  /// Ends all sessions.
  public void endSessions(UUID id) {
    Account account = changeable(id);
    system.run(
        "ending sessions",
        transaction -> {
          note(transaction, "account.sessions-ended", id, account.unit(), Map.of());
          return id;
        });
    sessions.closeAll(id);
  }

  /// Says what names the account at the city's sign-in.
  public void setSsoName(UUID id, @Nullable String name) {
    Account account = changeable(id);
    system.run(
        "naming an account at the city's sign-in",
        transaction -> {
          if (!AccountStore.ssoName(transaction, id, name)) {
            throw ProblemException.invalid(
                List.of(new ProblemException.Fault("ssoName", "belongs to another account")));
          }
          note(transaction, "account.sso-named", id, account.unit(), Map.of());
          return id;
        });
    sessions.forget(id);
  }

  /// Hands all roles of an account to another; the old one's sessions and tokens end.
  public int handOver(UUID from, UUID to, String decision) {
    Account old = find(from);
    find(to);
    int roles = assignments.handOver(from, to, decision);
    endAll(old);
    sessions.forget(to);
    return roles;
  }

  private void endAll(Account account) {
    sessions.closeAll(account.id());
    tokens.revokeAll(account);
  }

  private Account changeable(UUID id) {
    Account account = find(id);
    access.requireAt(RIGHT, account.unit());
    if (!assignments.isAbove(id, account.unit())) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "This account is your own, or has roles that yours may not give. Ask whoever is above"
              + " it; the page /roles shows who may.");
    }
    return account;
  }

  private void note(
      Connection transaction, String action, UUID id, UUID unit, Map<String, Object> details)
      throws SQLException {
    audit.record(transaction, new Change(action, "account", id.toString(), unit, details));
  }
}
