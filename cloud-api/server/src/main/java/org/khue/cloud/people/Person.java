package org.khue.cloud.people;

import java.time.Instant;
import java.util.UUID;

/// A person as the caller may see them.
///
/// @param simulated whether it is an invented person of a demo
/// @param version grows by each change; for the `ETag`
public record Person(UUID id, Facts facts, boolean simulated, long version, Instant changedAt) {}
