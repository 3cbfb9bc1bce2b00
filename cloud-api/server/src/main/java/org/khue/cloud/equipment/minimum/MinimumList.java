package org.khue.cloud.equipment.minimum;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Level;

/// An edition of a minimum list.
///
/// @param source the circular with its number and date
/// @param validFrom the first day on which it holds
/// @param validTo the first day on which it holds no more; null while it holds
public record MinimumList(
    UUID id,
    String code,
    int edition,
    String title,
    String source,
    Level level,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {}
