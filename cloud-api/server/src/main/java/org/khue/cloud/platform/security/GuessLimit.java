package org.khue.cloud.platform.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows guessing: after [#FREE_FAILURES] failures from one source within a minute, the source is
/// refused unheard until that minute is over. Knows the last 10,000 sources.
@Singleton
public final class GuessLimit {
  static final int FREE_FAILURES = 10;
  private static final int MOST_SOURCES = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Failures(Instant since, int count) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_SOURCES;
        }
      };

  public GuessLimit(Clock clock) {
    this.clock = clock;
  }

  /// Whether the source may try now.
  ///
  /// @param source an address, or an address and the name that is tried
  public synchronized boolean mayTry(String source) {
    Failures known = failures.get(source);
    if (known == null) {
      return true;
    }
    if (clock.instant().isAfter(known.since.plus(WINDOW))) {
      failures.remove(source);
      return true;
    }
    return known.count < FREE_FAILURES;
  }

  public synchronized void failed(String source) {
    failures.merge(
        source,
        new Failures(clock.instant(), 1),
        (old, one) -> new Failures(old.since, old.count + 1));
  }

  public synchronized void succeeded(String source) {
    failures.remove(source);
  }
}
