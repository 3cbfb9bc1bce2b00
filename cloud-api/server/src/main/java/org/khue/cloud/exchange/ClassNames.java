package org.khue.cloud.exchange;

import java.time.LocalDate;
import java.time.Month;
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
    for (SchoolClass known : classes.of(unit, year(unit, day))) {
      byName.put(known.facts().name(), known.id());
    }
    return byName;
  }

  /// In which the school year begins; between two years, that of the coming one.
  int year(UUID unit, LocalDate day) {
    return calendars
        .on(unit, day)
        .map(calendar -> calendar.days().year())
        .orElseGet(
            () -> day.getMonth().compareTo(Month.JUNE) >= 0 ? day.getYear() : day.getYear() - 1);
  }
}
