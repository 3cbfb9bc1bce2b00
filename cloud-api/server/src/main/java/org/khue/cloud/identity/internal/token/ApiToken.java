package org.khue.cloud.identity.internal.token;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bearer token of a program, without its secret.
///
/// @param account its owner, whose rights bound it
/// @param name what its owner calls it
/// @param prefix how it begins, to know it again
/// @param rights what it may do, as far as its owner still may
/// @param unit where, with all below
/// @param lastUsedAt exact to a minute; null for never
public record ApiToken(
    UUID id,
    UUID account,
    String name,
    String prefix,
    Set<String> rights,
    UUID unit,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {
  public ApiToken {
    rights = Set.copyOf(rights);
  }

  public boolean isUsable(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }
}
