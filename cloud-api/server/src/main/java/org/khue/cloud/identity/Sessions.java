package org.khue.cloud.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions of browsers: opened at login, kept in the database so that they survive a restart,
/// ended by sign-out, 12 idle hours, or 30 days.
///
/// A session that was just found is remembered for some seconds, so a page with many requests asks
/// the database once. Sign-out forgets it at once in this process.
public final class Sessions {
  static final Duration IDLE_LIMIT = Duration.ofHours(12);
  static final Duration AGE_LIMIT = Duration.ofDays(30);
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int ID_BYTES = 32;

  private record Known(Role role, Instant until) {}

  private final SessionStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentHashMap<String, Known> remembered = new ConcurrentHashMap<>();

  Sessions(SessionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Opens a session.
  ///
  /// @return its id, for the cookie alone
  public String open(Role role) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    store.deleteBefore(now.minus(IDLE_LIMIT), now.minus(AGE_LIMIT));
    store.insert(hash(id), role.code(), now);
    return id;
  }

  /// The role of a session that stands.
  public Optional<Role> find(String id) {
    Instant now = clock.instant();
    Known known = remembered.get(id);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.role());
    }
    remembered.remove(id);
    Optional<Role> role =
        store
            .touch(hash(id), now, now.minus(IDLE_LIMIT), now.minus(AGE_LIMIT))
            .flatMap(Role::ofCode);
    if (role.isPresent()) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(id, new Known(role.get(), now.plus(REMEMBERED)));
    }
    return role;
  }

  /// Ends a session.
  public void close(String id) {
    store.delete(hash(id));
    remembered.remove(id);
  }

  private static byte[] hash(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
