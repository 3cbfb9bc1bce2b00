package org.khue.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import org.khue.contract.Stamp;
import org.khue.gateway.config.AlarmRule;

/// An alarm that stands now.
///
/// @param value what raised it; NaN when that was a missing value
/// @param unit of the value, UCUM
/// @param acknowledged null while nobody has seen it
public record StandingAlarm(
    AlarmRule rule,
    double value,
    String unit,
    Stamp raised,
    @Nullable Acknowledgement acknowledged) {}
