package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A device that a gateway drives or drove.
///
/// @param name by language
/// @param profile its type
/// @param from when it first stood in an inventory
/// @param to when an inventory first lacked it; null while it is there
public record Fitting(
    String gateway,
    String device,
    Map<String, String> name,
    String profile,
    String kind,
    Instant from,
    @Nullable Instant to) {}
