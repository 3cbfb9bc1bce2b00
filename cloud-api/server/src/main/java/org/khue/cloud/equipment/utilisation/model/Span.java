package org.khue.cloud.equipment.utilisation.model;

import java.time.LocalDate;
import java.util.Set;

/// Which slots of which days a question is about. An empty set, and 0 for a number, stand for all.
///
/// @param from the first day
/// @param to the last day
/// @param year in which the school year begins
/// @param term of it
/// @param firstWeek of the school year
/// @param lastWeek of the school year
/// @param weekdays 1 Monday to 7 Sunday, whose lessons are given
/// @param slots codes
public record Span(
    LocalDate from,
    LocalDate to,
    int year,
    int term,
    int firstWeek,
    int lastWeek,
    Set<Integer> weekdays,
    Set<Integer> slots) {
  public Span {
    weekdays = Set.copyOf(weekdays);
    slots = Set.copyOf(slots);
  }

  /// All of these days.
  public static Span of(LocalDate from, LocalDate to) {
    return new Span(from, to, 0, 0, 0, 0, Set.of(), Set.of());
  }
}
