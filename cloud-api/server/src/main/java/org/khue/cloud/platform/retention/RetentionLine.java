package org.khue.cloud.platform.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A class of data with how long it is kept.
///
/// @param days that hold now
/// @param defaultDays unless somebody decides otherwise
/// @param leastDays the shortest that may be decided
/// @param ranAt when it was last looked at; null if never
/// @param lastCount how many rows went then
/// @param fault why it failed then; empty if it did not
public record RetentionLine(
    String name,
    String titleKey,
    String basisKey,
    int days,
    int defaultDays,
    int leastDays,
    @Nullable Instant ranAt,
    long lastCount,
    String fault) {}
