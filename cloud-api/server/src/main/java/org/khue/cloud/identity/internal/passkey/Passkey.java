package org.khue.cloud.identity.internal.passkey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A passkey in its owner's list.
///
/// @param name what its owner calls it
/// @param usedAt null for never
public record Passkey(UUID id, String name, Instant createdAt, @Nullable Instant usedAt) {}
