package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.Map;

/// An alarm that stands now.
///
/// @param device empty when the room itself is meant
/// @param severity info, warning or critical
/// @param message what is wrong, by language
/// @param action what to do next, by language
public record Alarm(
    String gateway,
    String id,
    String device,
    String severity,
    Map<String, String> message,
    Map<String, String> action,
    Instant raisedAt) {}
