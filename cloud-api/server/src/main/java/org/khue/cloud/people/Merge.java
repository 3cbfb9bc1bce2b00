package org.khue.cloud.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two records of one person became one.
///
/// @param survivor the record that remains
/// @param merged the record that now points to it
/// @param undoUntil until when it can be undone
/// @param undoneAt null while it holds
public record Merge(
    UUID id,
    UUID survivor,
    UUID merged,
    Instant at,
    Instant undoUntil,
    @Nullable Instant undoneAt) {}
