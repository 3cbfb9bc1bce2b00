package org.khue.cloud.identity.internal.session;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.identity.internal.grant.Grants;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.platform.db.Database;

/// Sessions of browsers: opened at login, kept in the database so that they survive a restart,
/// ended by sign-out, 12 idle hours, 30 days, or somebody who may.
///
/// A session that was just found is remembered for two seconds with what it may do, so a page with
/// many requests asks the database once, and nothing that was taken away lasts longer than that. In
/// this process it ends at once.
@Singleton
public final class Sessions {
  static final Duration IDLE_LIMIT = Duration.ofHours(12);
  static final Duration AGE_LIMIT = Duration.ofDays(30);
  private static final Duration REMEMBERED = Duration.ofSeconds(2);
  private static final Duration NOTED = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 10_000;

  private record Known(Session session, Instant until) {}

  private final SessionStore store;
  private final AccountStore accounts;
  private final Grants grants;
  private final SignIns signIns;
  private final Clock clock;
  private final ConcurrentHashMap<String, Known> remembered = new ConcurrentHashMap<>();

  Sessions(Database database, Grants grants, SignIns signIns, Clock clock) {
    this.store = new SessionStore(database.systemSource());
    this.accounts = new AccountStore(database.systemSource());
    this.grants = grants;
    this.signIns = signIns;
    this.clock = clock;
  }

  /// Opens a session.
  ///
  /// @param request for the address and the browser's own words
  /// @return its id, for the cookie alone
  public String open(
      HttpRequest<?> request, Account account, Session.Method method, boolean secondFactor) {
    String id = Secrets.id();
    Instant now = clock.instant();
    store.deleteBefore(now.minus(IDLE_LIMIT), now.minus(AGE_LIMIT));
    accounts.entered(account.id());
    String source = source(request);
    String device = DeviceWords.of(request.getHeaders().get("User-Agent", String.class, ""));
    store.insert(Secrets.hash(id), account.id(), method, secondFactor, source, device, now);
    signIns.entered(account, method.code(), secondFactor, source, device);
    return id;
  }

  /// The address that a request comes from.
  public static String source(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress().getHostAddress();
  }

  /// The session of that id, if it stands.
  public Optional<Session> find(String id) {
    Instant now = clock.instant();
    Known known = remembered.get(id);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.session());
    }
    remembered.remove(id);
    byte[] hash = Secrets.hash(id);
    Optional<SessionStore.Found> found =
        store.find(hash, now.minus(IDLE_LIMIT), now.minus(AGE_LIMIT));
    if (found.isPresent() && found.get().seenAt().plus(NOTED).isBefore(now)) {
      store.seen(hash, now);
    }
    Optional<Session> session = found.map(this::complete);
    if (session.isPresent()) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(id, new Known(session.get(), now.plus(REMEMBERED)));
    }
    return session;
  }

  private Session complete(SessionStore.Found found) {
    Account account = found.account();
    return new Session(
        found.id(),
        account,
        found.method(),
        found.secondFactor(),
        found.freshAt(),
        found.factors(),
        grants.caller(account),
        grants.emergency(account.id()).orElse(null));
  }

  /// Whether its person proved within the last ten minutes who they are; a demo has no proofs.
  public boolean isFresh(Session session) {
    return session.account().demo() || clock.instant().isBefore(session.freshAt().plus(FRESH));
  }

  /// Notes such a proof.
  ///
  /// @param secondFactor whether it was a second factor
  public void refresh(String id, boolean secondFactor) {
    store.refresh(Secrets.hash(id), secondFactor, clock.instant());
    remembered.remove(id);
  }

  /// Forgets what is remembered of an account, after a change of what it is or may do.
  public void forget(UUID account) {
    remembered.values().removeIf(known -> known.session().account().id().equals(account));
  }

  /// Keeps the language in which an account's pages begin on a new browser.
  public void setLanguage(Account account, String code) {
    accounts.language(account.id(), code);
    forget(account.id());
  }

  /// Ends a session.
  public void close(String id) {
    store.delete(Secrets.hash(id));
    remembered.remove(id);
  }

  /// The open sessions of an account, the newest first.
  public List<OpenSession> of(UUID account) {
    Instant now = clock.instant();
    return store.of(account, now.minus(IDLE_LIMIT), now.minus(AGE_LIMIT));
  }

  /// Ends one session of an account.
  ///
  /// @return whether there was one
  public boolean close(UUID account, UUID id) {
    boolean ended = store.delete(account, id);
    forget(account);
    return ended;
  }

  /// Ends all sessions of an account.
  public int closeAll(UUID account) {
    int ended = store.deleteAll(account);
    forget(account);
    return ended;
  }

  /// Ends all sessions of an account but one.
  public void closeOthers(UUID account, UUID kept) {
    store.deleteOthers(account, kept);
    forget(account);
  }
}
