package org.khue.cloud.people.internal.page;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.form.Kind;

/// Classes as people name them: 6A2 of a school, in the year of a day.
@Singleton
final class Classes {
  private final SchoolClasses classes;
  private final Calendars calendars;

  Classes(SchoolClasses classes, Calendars calendars) {
    this.classes = classes;
    this.calendars = calendars;
  }

  private List<SchoolClass> of(UUID unit, LocalDate day) {
    return classes.of(unit, calendars.yearOf(unit, day));
  }

  List<Kind.Option> options(UUID unit, LocalDate day) {
    return of(unit, day).stream()
        .map(one -> new Kind.Option(one.id().toString(), one.facts().name()))
        .toList();
  }

  /// @param name as it was typed, in any case
  Optional<UUID> byName(UUID unit, LocalDate day, String name) {
    return of(unit, day).stream()
        .filter(one -> one.facts().name().equalsIgnoreCase(name))
        .findFirst()
        .map(SchoolClass::id);
  }

  /// Empty for none, and for one that is not there any more.
  String name(@Nullable UUID id) {
    if (id == null) {
      return "";
    }
    try {
      return classes.get(id).facts().name();
    } catch (ProblemException e) {
      return "";
    }
  }
}
