package org.khue.cloud.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Quality;

/// The newest committed value of one point.
///
/// @param value in `unit`; NaN when the device gave none (quality BAD)
/// @param unit UCUM code
/// @param reason why the quality is not GOOD
/// @param at when it was measured
/// @param simulated true if no physical device stands behind it
public record LiveValue(
    String gateway,
    String device,
    String point,
    double value,
    String unit,
    Quality quality,
    @Nullable String reason,
    Instant at,
    boolean simulated) {}
