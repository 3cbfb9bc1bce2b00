package org.khue.cloud.identity.internal.ceremony;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.db.Secrets;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.problem.ProblemException;

/// What the server remembers between the steps of a sign-in, such as a challenge: for five minutes,
/// taken out once, on whichever node the next step comes in. 10,000 at most are open.
@Singleton
public final class Ceremonies {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  /// Kinds that must not be taken for one another.
  public enum Kind {
    PASSKEY_NEW,
    PASSKEY_SHOWN,
    SSO
  }

  private final CeremonyStore store;
  private final Clock clock;

  Ceremonies(Database database, Clock clock) {
    this.store = new CeremonyStore(database.systemSource());
    this.clock = clock;
  }

  /// Begins one.
  ///
  /// @param account whose it is; null before that is known
  /// @return an id to be sent along and back
  public String begin(Kind kind, @Nullable UUID account, String state) {
    Instant now = clock.instant();
    store.deleteBefore(now);
    if (store.count() >= MOST) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Too many people sign in just now. Try again in five minutes.");
    }
    String id = Secrets.id();
    store.insert(Secrets.hash(id), kind.name(), account, state, now.plus(LIFE));
    return id;
  }

  /// Takes the state out, if one of that kind and account is open.
  public Optional<String> take(String id, Kind kind, @Nullable UUID account) {
    return store.take(Secrets.hash(id), kind.name(), account, clock.instant());
  }
}
