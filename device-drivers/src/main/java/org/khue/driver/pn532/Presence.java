package org.khue.driver.pn532;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells taps from a card that just stays: it is gone when it was not found for [#ABSENT_AFTER],
/// and only then is it a new tap when it comes back. A search now and then misses a card that is
/// there.
final class Presence {
  static final Duration ABSENT_AFTER = Duration.ofMillis(450);

  private @Nullable Target present;
  private long lastSeenMicros;

  /// @param found what a search found
  /// @return whether somebody has put a card to the reader just now
  boolean tapped(Optional<Target> found, long nowMicros) {
    Target before = present;
    if (found.isEmpty()) {
      if (nowMicros - lastSeenMicros >= ABSENT_AFTER.toNanos() / 1_000) {
        present = null;
      }
      return false;
    }
    lastSeenMicros = nowMicros;
    present = found.get();
    return before == null || !found.get().sameAs(before);
  }
}
