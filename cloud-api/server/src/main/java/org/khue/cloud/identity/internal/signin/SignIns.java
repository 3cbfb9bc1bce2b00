package org.khue.cloud.identity.internal.signin;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Reach;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;

/// Notes sign-ins: in the audit trail without addresses, since that is kept for ten years, and in a
/// list of their own with them, which the account's owner sees for half a year.
@Singleton
public final class SignIns {
  private static final String UNKNOWN = "unknown";
  private static final int LONGEST_WORDS = 100;
  private static final Duration TOKEN_AGAIN = Duration.ofDays(1);

  private final Transactions system;
  private final DataSource own;
  private final Audit audit;
  private final Clock clock;

  SignIns(Database database, DataSource own, Audit audit, Clock clock) {
    this.system = new Transactions(database.systemSource());
    this.own = own;
    this.audit = audit;
    this.clock = clock;
  }

  /// Somebody came in.
  public void entered(
      Account account, String method, boolean secondFactor, String source, String device) {
    note(account, of(SignIn.What.ENTERED, method, secondFactor, source, device));
  }

  /// Somebody failed to.
  ///
  /// @param account null where what was typed names nobody
  public void failed(@Nullable Account account, String method, String source) {
    note(account, of(SignIn.What.FAILED, method, false, source, ""));
  }

  /// Somebody left.
  public void left(Account account, String method, String source) {
    note(account, of(SignIn.What.LEFT, method, false, source, ""));
  }

  /// A program used a token of the account; noted once a day for each token and address.
  public void tokenUsed(Account owner, String token, String source) {
    SignIn one = of(SignIn.What.TOKEN, "token", false, source, token);
    as(owner)
        .call(() ->
            system.run(
                "noting the use of a token",
                transaction ->
                    !SignInStore.had(transaction, owner.id(), one, one.at().minus(TOKEN_AGAIN))
                        && write(transaction, owner, one)));
  }

  /// Those of whoever acts.
  public Rows<SignIn> mine(TableQuery query, ZoneId zone) {
    return SignInStore.read(own, Acting.required().caller().account(), query, zone);
  }

  private SignIn of(
      SignIn.What what, String method, boolean secondFactor, String source, String device) {
    Instant now = clock.instant();
    String words = device.length() > LONGEST_WORDS ? device.substring(0, LONGEST_WORDS) : device;
    return new SignIn(now, what, method, secondFactor, source, words);
  }

  private void note(@Nullable Account account, SignIn one) {
    as(account)
        .call(
            () -> system.run("noting a sign-in", transaction -> write(transaction, account, one)));
  }

  private boolean write(Connection transaction, @Nullable Account account, SignIn one)
      throws SQLException {
    SignInStore.insert(transaction, account == null ? null : account.id(), one);
    audit.record(
        transaction,
        new Change(
            one.what().key(),
            "account",
            account == null ? UNKNOWN : account.id().toString(),
            account == null ? Reach.ROOT : account.unit(),
            Map.of("method", one.method(), "secondFactor", one.secondFactor())));
    return true;
  }

  /// Whoever signs in is not known before; the trail names the account that it was about.
  private static Acting as(@Nullable Account account) {
    Caller caller =
        account == null
            ? Caller.system("sign-in")
            : new Caller(
                Caller.Kind.PERSON, account.id(), account.person(), account.name(), List.of());
    return new Acting(caller, "");
  }
}
