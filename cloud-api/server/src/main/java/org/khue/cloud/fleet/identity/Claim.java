package org.khue.cloud.fleet.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A one-time code that was made for a gateway; the code itself is not kept.
///
/// @param gateway the id that the gateway gets
/// @param unit where it will stand
/// @param handle the code's first part
/// @param wrong how often the rest was wrong
/// @param usedAt when it gave its certificate; null if it has not
/// @param serial of that certificate
public record Claim(
    UUID id,
    String gateway,
    UUID unit,
    String handle,
    String madeBy,
    Instant madeAt,
    Instant expiresAt,
    int wrong,
    @Nullable Instant withdrawnAt,
    @Nullable Instant usedAt,
    @Nullable String serial) {
  /// So many wrong tries close a code for good.
  static final int MOST_WRONG = 10;

  /// How a code stands.
  public enum State {
    OPEN,
    USED,
    EXPIRED,
    WITHDRAWN,
    /// Closed after too many wrong tries.
    LOCKED
  }

  public State state(Instant now) {
    if (usedAt != null) {
      return State.USED;
    } else if (withdrawnAt != null) {
      return State.WITHDRAWN;
    } else if (wrong >= MOST_WRONG) {
      return State.LOCKED;
    }
    return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
  }
}
