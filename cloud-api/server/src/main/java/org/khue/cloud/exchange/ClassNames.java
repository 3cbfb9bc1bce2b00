package org.khue.cloud.exchange;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;

/// Classes of a school by their names.
final class ClassNames {
  private final SchoolClasses classes;
  private final Calendars calendars;

  ClassNames(SchoolClasses classes, Calendars calendars) {
    this.classes = classes;
    this.calendars = calendars;
  }

  /// The classes of the school year of a day.
  Map<String, UUID> of(UUID unit, LocalDate day) {
    Map<String, UUID> byName = new HashMap<>();
    for (SchoolClass known : classes.of(unit, calendars.yearOf(unit, day))) {
      byName.put(known.facts().name(), known.id());
    }
    return byName;
  }
}
