package org.khue.cloud.equipment.register;

import java.time.Instant;

/// A line of an item's history: from when on it was how.
///
/// @param reason why, in words; may be empty
/// @param by the name of who noted it
public record ItemEvent(Instant at, ItemState state, String reason, String by) {}
