package org.khue.contract;

import org.jspecify.annotations.Nullable;

/// A measured value after the gateway's pipeline: scaled, with its unit and quality.
///
/// @param device the device's id within its gateway
/// @param point the point's id within its device's profile
/// @param value the value in `unit`; a state is the number that the profile gives it; NaN when
///   there is none
/// @param unit UCUM code, "1" for a pure number or state
/// @param reason why the quality is not GOOD, as a short code such as `timeout`, `out-of-range`,
///   `stuck`
/// @param simulated true if no physical device stands behind the value
public record Reading(
    Stamp at,
    String device,
    String point,
    double value,
    String unit,
    Quality quality,
    @Nullable String reason,
    boolean simulated)
    implements Entry {}
