package org.khue.cloud.platform.events;

import java.time.Instant;

/// An event that a subscriber has not taken yet.
///
/// @param attempts how often it was tried; 0 for one that waits behind an earlier one of its key
/// @param nextAt when it is tried again, unless it is dead
/// @param dead whether it is tried no more until somebody says so
/// @param fault the kind of the last exception and where it came from
public record ParkedEvent(
    String subscriber,
    long position,
    String type,
    String key,
    Instant at,
    int attempts,
    Instant nextAt,
    boolean dead,
    String fault) {}
