package org.khue.cloud.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time in which a gateway stood in a room of the register.
///
/// @param to null while it stands there
public record Stay(String gateway, Instant from, @Nullable Instant to) {}
