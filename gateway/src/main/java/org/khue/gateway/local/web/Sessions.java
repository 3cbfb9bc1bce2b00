package org.khue.gateway.local.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.khue.driver.TimeSource;

/// Who is signed in, in memory: a restart signs everybody out. Times are running time, so that a
/// clock that jumps keeps nobody in.
public final class Sessions {
  /// Without a request for so long, a session ends.
  static final Duration IDLE = Duration.ofMinutes(15);

  /// A session ends after so long in any case.
  static final Duration LONGEST = Duration.ofHours(8);

  /// One more signs the one out that was idle for longest.
  static final int MOST = 32;

  private static final String MAC = "HmacSHA256";
  private static final int ID_BYTES = 24;

  private final TimeSource time;
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  public Sessions(TimeSource time) {
    this.time = time;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, MAC);
  }

  /// A fresh id, for a session or a visitor.
  String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public synchronized Session open(Person person) {
    long now = time.monotonicMicros();
    sessions.values().removeIf(session -> over(session, now));
    while (sessions.size() >= MOST) {
      sessions.values().stream()
          .min((one, other) -> Long.compare(one.usedMicros(), other.usedMicros()))
          .ifPresent(idle -> sessions.remove(idle.id()));
    }
    Session session = new Session(newId(), person, now);
    sessions.put(session.id(), session);
    return session;
  }

  /// @param byHand whether a person asked, not a script that keeps a page fresh: only that counts
  ///   as use
  synchronized Optional<Session> find(@Nullable String id, boolean byHand) {
    Session session = id == null ? null : sessions.get(id);
    if (session == null) {
      return Optional.empty();
    }
    long now = time.monotonicMicros();
    if (over(session, now)) {
      sessions.remove(session.id());
      return Optional.empty();
    }
    if (byHand) {
      session.use(now);
    }
    return Optional.of(session);
  }

  synchronized void end(Session session) {
    sessions.remove(session.id());
  }

  /// Signs everybody out who came in that way.
  ///
  /// @param by as in [Person]
  synchronized void endAll(String by) {
    sessions.values().removeIf(session -> session.by().equals(by));
  }

  /// Signs everybody out, as when the gateway gets another owner.
  public synchronized void endAll() {
    sessions.clear();
  }

  synchronized int count() {
    return sessions.size();
  }

  /// What a form of that visitor must carry: only this gateway can make it.
  String formToken(String visitor) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] token = mac.doFinal(visitor.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  private static boolean over(Session session, long nowMicros) {
    return nowMicros - session.usedMicros() >= IDLE.toNanos() / 1_000
        || nowMicros - session.beganMicros() >= LONGEST.toNanos() / 1_000;
  }
}
