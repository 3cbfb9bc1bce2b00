package org.khue.cloud.identity.internal.token;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.identity.internal.grant.Grants;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;

/// Who stands behind a bearer token: what its owner may do at this moment and the token may too. A
/// token that was just found is remembered for two seconds.
@Singleton
public final class TokenCallers {
  static final String START = "khue_";
  private static final String BEARER = "Bearer ";
  private static final Duration REMEMBERED = Duration.ofSeconds(2);
  private static final Duration NOTED = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 1_000;

  /// What a token opens.
  public sealed interface Answer {
    record Known(Caller caller) implements Answer {}

    record Refused(HttpResponse<?> response) implements Answer {}
  }

  private record Held(ApiToken token, Caller caller, Instant until) {}

  private final ApiTokenStore store;
  private final Grants grants;
  private final Reach reach;
  private final GuessLimit limit;
  private final SignIns signIns;
  private final Clock clock;
  private final ConcurrentHashMap<String, Held> remembered = new ConcurrentHashMap<>();

  TokenCallers(
      Database database,
      Grants grants,
      Reach reach,
      GuessLimit limit,
      SignIns signIns,
      Clock clock) {
    this.store = new ApiTokenStore(database.systemSource());
    this.grants = grants;
    this.reach = reach;
    this.limit = limit;
    this.signIns = signIns;
    this.clock = clock;
  }

  /// @param authorization the header (RFC 6750)
  /// @param source the address that it comes from
  public Answer of(String authorization, String source) {
    if (!limit.mayTry(source)) {
      return new Answer.Refused(
          Problem.response(
              HttpStatus.TOO_MANY_REQUESTS,
              "Too many wrong credentials from this address; try again in a minute."));
    }
    boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String secret = bearer ? authorization.substring(BEARER.length()).strip() : "";
    Optional<Caller> caller = secret.startsWith(START) ? find(secret, source) : Optional.empty();
    if (caller.isPresent()) {
      limit.succeeded(source);
      return new Answer.Known(caller.get());
    }
    limit.failed(source);
    return new Answer.Refused(
        Problem.response(
                HttpStatus.UNAUTHORIZED,
                "This token is unknown, expired or revoked. Its owner makes a new one under"
                    + " /profile/tokens.")
            .header(
                HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"khue\", error=\"invalid_token\""));
  }

  private Optional<Caller> find(String secret, String source) {
    Instant now = clock.instant();
    Held held = remembered.get(secret);
    if (held != null && now.isBefore(held.until) && held.token.isUsable(now)) {
      return Optional.of(held.caller);
    }
    remembered.remove(secret);
    Optional<ApiTokenStore.Owned> owned =
        store.ofSecret(Secrets.hash(secret)).filter(found -> found.token().isUsable(now));
    if (owned.isEmpty()) {
      return Optional.empty();
    }
    ApiToken token = owned.get().token();
    Account owner = owned.get().owner();
    if (token.lastUsedAt() == null || token.lastUsedAt().plus(NOTED).isBefore(now)) {
      store.used(token.id(), now);
      signIns.tokenUsed(owner, token.name(), source);
    }
    Caller caller =
        new Caller(
            Caller.Kind.TOKEN,
            token.id(),
            null,
            owner.name() + " / " + token.name(),
            within(token, grants.of(owner.id(), owner.person())));
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(secret, new Held(token, caller, now.plus(REMEMBERED)));
    return Optional.of(caller);
  }

  /// The owner's grants as far as the token goes.
  private List<Grant> within(ApiToken token, List<Grant> owners) {
    List<Grant> bounded = new ArrayList<>();
    for (Grant grant : owners) {
      Set<String> rights = new HashSet<>(grant.rights());
      rights.retainAll(token.rights());
      if (!rights.isEmpty()) {
        scope(token.unit(), grant.scope())
            .ifPresent(scope -> bounded.add(new Grant(grant.role(), rights, scope)));
      }
    }
    return bounded;
  }

  private Optional<Scope> scope(UUID unit, Scope owners) {
    return switch (owners) {
      case Scope.Below below when reach.reaches(below.unit(), unit) ->
          Optional.of(new Scope.Below(unit));
      case Scope.Below below when reach.reaches(unit, below.unit()) -> Optional.of(below);
      case Scope.Below ignored -> Optional.empty();
      case Scope.Persons persons -> Optional.of(persons);
      case Scope.Everything ignored -> Optional.empty();
    };
  }

  /// Forgets what is remembered of an account's tokens.
  public void forget() {
    remembered.clear();
  }
}
