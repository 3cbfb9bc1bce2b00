package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which a gateway stood in a room of a unit's register.
///
/// @param to null while it stands there
public record Stand(String gateway, UUID unit, UUID room, Instant from, @Nullable Instant to) {}
