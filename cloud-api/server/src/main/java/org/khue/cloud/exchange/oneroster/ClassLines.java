package org.khue.cloud.exchange.oneroster;

import io.micronaut.http.HttpStatus;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.problem.ProblemException;

/// Classes as lines of `classes.csv`, each of the course of its school and grade (`courses.csv`):
/// the binding has no class without a course.
final class ClassLines {
  private final Calendars calendars;
  private final SchoolClasses classes;
  private final SessionLines sessions;
  private final Sheet sheet = new Sheet(RosterFile.CLASSES);
  private final Sheet courses = new Sheet(RosterFile.COURSES);
  private final Set<String> told = new HashSet<>();
  private final Map<UUID, Told> byId = new HashMap<>();

  ClassLines(Calendars calendars, SchoolClasses classes, SessionLines sessions) {
    this.calendars = calendars;
    this.classes = classes;
    this.sessions = sessions;
  }

  /// A class of which there is a line.
  ///
  /// @param starts first day of its school year
  /// @param ends the day after the last one
  record Told(SchoolClass facts, LocalDate starts, LocalDate ends) {
    @Nullable UUID homeroom() {
      return facts.facts().homeroom();
    }
  }

  Sheet sheet() {
    return sheet;
  }

  Sheet courses() {
    return courses;
  }

  Optional<Told> find(@Nullable UUID schoolClass) {
    return Optional.ofNullable(schoolClass).map(byId::get);
  }

  /// Every class of which there is a line.
  Iterable<Told> all() {
    return byId.values();
  }

  /// Adds the classes of a unit in a school year.
  void add(Unit unit, int year) {
    List<SchoolClass> here = classes.of(unit.id(), year);
    if (here.isEmpty()) {
      return;
    }
    Calendar calendar =
        calendars
            .find(unit.id(), year)
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.CONFLICT,
                    unit.name()
                        + " has classes in the school year "
                        + year
                        + ", but no terms. Enter the school year on the unit's page, then export"
                        + " again."));
    List<String> terms = sessions.terms(calendar);
    for (SchoolClass some : here) {
      int grade = some.facts().grade();
      String course = course(unit, calendar, grade);
      sheet
          .line(some.id())
          .put("title", some.facts().name())
          .put("grades", Terms.grade(grade))
          .put("courseSourcedId", course)
          .put("classCode", some.facts().name())
          .put("classType", "homeroom")
          .put("schoolSourcedId", unit.id())
          .list("termSourcedIds", terms);
      byId.put(
          some.id(), new Told(some, calendar.days().starts(), calendar.days().ends().plusDays(1)));
    }
  }

  /// The course of a grade, which gets its line when it has none yet.
  private String course(Unit unit, Calendar calendar, int grade) {
    String code = Terms.grade(grade);
    String id = unit.id() + "." + calendar.days().year() + "." + code;
    if (told.add(id)) {
      courses
          .line(id)
          .put("schoolYearSourcedId", calendar.id())
          .put("title", grade > 0 ? "Khối " + grade : "Mầm non " + code)
          .put("courseCode", code)
          .put("grades", code)
          .put("orgSourcedId", unit.id());
    }
    return id;
  }
}
