package org.khue.cloud.exchange.oneroster;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Term;

/// A school year of a roster with its terms.
///
/// @param year in which it begins
/// @param ends the last day
/// @param termIds sourcedIds of the terms' lines, in the terms' order; none when the year has no
///   terms of its own and is one term as a whole
record FileYear(
    int year, LocalDate starts, LocalDate ends, List<Term> terms, List<String> termIds) {

  /// The school year of that line; empty when a date of it or of its terms cannot be read.
  static Optional<FileYear> of(RosterIndex index, String id) {
    RosterIndex.Line line = index.line(RosterFile.ACADEMIC_SESSIONS, id);
    LocalDate starts = day(line.at("startDate"));
    LocalDate end = day(line.at("endDate"));
    Optional<Integer> year = index.year(id);
    if (starts == null || end == null || year.isEmpty()) {
      return Optional.empty();
    }
    List<RosterIndex.Line> lines = new ArrayList<>();
    for (RosterIndex.Line term : index.lines(RosterFile.ACADEMIC_SESSIONS)) {
      if (isTerm(term) && term.at("parentSourcedId").equals(id)) {
        lines.add(term);
      }
    }
    lines.sort(Comparator.comparing(term -> term.at("startDate")));
    List<Term> terms = new ArrayList<>();
    for (RosterIndex.Line term : lines) {
      LocalDate from = day(term.at("startDate"));
      LocalDate to = day(term.at("endDate"));
      if (from == null || to == null) {
        return Optional.empty();
      }
      terms.add(new Term(terms.size() + 1, from, to.minusDays(1)));
    }
    LocalDate last = end.minusDays(1);
    return Optional.of(
        new FileYear(
            year.get(),
            starts,
            last,
            terms.isEmpty() ? List.of(new Term(1, starts, last)) : terms,
            lines.stream().map(term -> term.at(Findings.ID)).toList()));
  }

  static boolean isTerm(RosterIndex.Line line) {
    String type = line.at("type");
    return type.equalsIgnoreCase("term") || type.equalsIgnoreCase("semester");
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null; // the table's own check blames the cell
    }
  }

  /// The schools of which a class is taught in the year, by their sourcedIds.
  static Set<String> schools(RosterIndex index, String id) {
    Set<String> schools = new LinkedHashSet<>();
    for (RosterIndex.Line some : index.lines(RosterFile.CLASSES)) {
      boolean here =
          some.list("termSourcedIds").stream()
              .anyMatch(term -> index.yearLine(term).filter(id::equals).isPresent());
      if (here && RosterIndex.isHomeroom(some)) {
        schools.add(some.at("schoolSourcedId"));
      }
    }
    return schools;
  }

  /// Whether a calendar says the same.
  boolean equalsDays(SchoolCalendar days) {
    return days.starts().equals(starts) && days.ends().equals(ends) && days.terms().equals(terms);
  }

  /// A calendar of this year; lessons, holidays and bells are those of another, as far as they fit.
  SchoolCalendar calendar(@Nullable SchoolCalendar like) {
    return new SchoolCalendar(
        year,
        starts,
        ends,
        like == null ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY) : like.weekdays(),
        terms,
        like == null
            ? List.of()
            : like.holidays().stream()
                .filter(day -> !day.starts().isBefore(starts) && !day.ends().isAfter(ends))
                .toList(),
        like == null ? List.of() : like.periods(),
        like == null
            ? List.of()
            : like.swapped().stream()
                .filter(some -> !some.day().isBefore(starts) && !some.day().isAfter(ends))
                .toList());
  }
}
