package org.khue.cloud.identity.internal.password;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Slows guessing, before anything costly is done.
///
/// - One source at one account: five tries, then each waits twice as long as the one before, up to
///   a quarter of an hour.
/// - One source at many accounts: twelve tries, then one in ten seconds. Only what fails counts, so
///   a school behind one address signs in as it likes.
/// - Many sources at one account: twelve tries, then one a minute.
///
/// A try is charged when it begins and given back when it succeeds, so that many at once gain
/// nothing. The last 20,000 sources, accounts and pairs are known.
@Singleton
public final class Attempts {
  private static final int FREE = 5;
  private static final int BURST = 12;
  private static final Duration SOURCE_REFILL = Duration.ofSeconds(10);
  private static final Duration ACCOUNT_REFILL = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MOST = 20_000;

  /// @param next when the next try is heard
  private record Pair(int tries, Instant next, Instant last) {}

  /// @param left tries that are left, with the part of one that has come back
  private record Bucket(double left, Instant at) {}

  private final Clock clock;
  private final Map<String, Pair> pairs = new Bounded<>();
  private final Map<String, Bucket> sources = new Bounded<>();
  private final Map<String, Bucket> accounts = new Bounded<>();

  public Attempts(Clock clock) {
    this.clock = clock;
  }

  /// Begins a try.
  ///
  /// @param source an address
  /// @param account the name that is tried, known or not
  /// @return how long to wait when it is not heard; empty when it is
  public synchronized Optional<Duration> begin(String source, String account) {
    Instant now = clock.instant();
    Pair pair = pairs.get(key(source, account));
    if (pair != null && now.isAfter(pair.last.plus(FORGOTTEN))) {
      pair = null;
    }
    if (pair != null && now.isBefore(pair.next)) {
      return Optional.of(Duration.between(now, pair.next));
    }
    Bucket ofSource = filled(sources.get(source), SOURCE_REFILL, now);
    Bucket ofAccount = filled(accounts.get(account), ACCOUNT_REFILL, now);
    if (ofSource.left < 1) {
      return Optional.of(SOURCE_REFILL);
    }
    if (ofAccount.left < 1) {
      return Optional.of(ACCOUNT_REFILL);
    }
    int tries = pair == null ? 1 : pair.tries + 1;
    pairs.put(key(source, account), new Pair(tries, now.plus(delay(tries)), now));
    sources.put(source, new Bucket(ofSource.left - 1, now));
    accounts.put(account, new Bucket(ofAccount.left - 1, now));
    return Optional.empty();
  }

  /// Gives a try back that found the right secret.
  public synchronized void succeeded(String source, String account) {
    pairs.remove(key(source, account));
    giveBack(sources, source);
    giveBack(accounts, account);
  }

  private static void giveBack(Map<String, Bucket> buckets, String key) {
    buckets.computeIfPresent(
        key, (same, bucket) -> new Bucket(Math.min(BURST, bucket.left + 1), bucket.at));
  }

  private static Bucket filled(@Nullable Bucket bucket, Duration refill, Instant now) {
    if (bucket == null) {
      return new Bucket(BURST, now);
    }
    double back = (double) Duration.between(bucket.at, now).toMillis() / refill.toMillis();
    return new Bucket(Math.min(BURST, bucket.left + Math.max(0, back)), now);
  }

  private static Duration delay(int tries) {
    if (tries < FREE) {
      return Duration.ZERO;
    }
    Duration delay = Duration.ofSeconds(1L << Math.min(20, tries - FREE));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  private static String key(String source, String account) {
    return source + " " + account;
  }

  private static final class Bounded<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > MOST;
    }
  }
}
