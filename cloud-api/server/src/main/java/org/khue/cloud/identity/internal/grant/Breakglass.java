package org.khue.cloud.identity.internal.grant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;

/// A role that somebody took in an emergency.
///
/// @param name of who took it
/// @param until an hour after the start at most
public record Breakglass(
    UUID id,
    UUID account,
    String name,
    Role role,
    UUID unit,
    String reason,
    Instant startedAt,
    Instant until,
    @Nullable Instant endedAt) {}
