package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An alarm that stands now.
///
/// @param device empty when the room itself is meant
/// @param severity info, warning or critical
/// @param message what is wrong, by language
/// @param action what to do next, by language
/// @param procedure the room's own steps, by language, one a line; empty if there are none
/// @param acknowledgedAt when somebody in the room took care of it; null while nobody did
public record Alarm(
    String gateway,
    String id,
    String device,
    String severity,
    Map<String, String> message,
    Map<String, String> action,
    Map<String, String> procedure,
    Instant raisedAt,
    @Nullable Instant acknowledgedAt) {}
