package org.khue.cloud.organisation;

import java.util.UUID;
import org.khue.cloud.organisation.model.SchoolCalendar;

/// The school year of a unit.
///
/// @param unit whose it is; the city's is the template of all
/// @param version grows with each change
public record Calendar(UUID id, UUID unit, SchoolCalendar days, int version) {}
