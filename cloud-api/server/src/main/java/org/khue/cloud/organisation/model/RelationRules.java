package org.khue.cloud.organisation.model;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/// What must hold between dated relations, whatever the kinds of the units: nothing here knows a
/// tier.
public final class RelationRules {
  private RelationRules() {}

  /// Everything that is wrong with a relation beside the others; empty when it may stand.
  ///
  /// @param lives the days of each unit that the relation names
  /// @param others sound among themselves, without the candidate's own older state
  public static List<Violation> check(
      Edge candidate, Map<UUID, Span> lives, Collection<Edge> others) {
    if (candidate.from().equals(candidate.to())) {
      return List.of(new Violation.Itself());
    }
    if (!candidate.span().isForward()) {
      return List.of(new Violation.Backward());
    }
    List<Violation> found = new ArrayList<>(lives(candidate, lives));
    others.stream()
        .filter(other -> other.span().meets(candidate.span()))
        .forEach(other -> beside(candidate, other).ifPresent(found::add));
    cycle(candidate, others).ifPresent(found::add);
    return found;
  }

  private static List<Violation> lives(Edge candidate, Map<UUID, Span> lives) {
    Span from = Objects.requireNonNull(lives.get(candidate.from()));
    Span to = Objects.requireNonNull(lives.get(candidate.to()));
    if (candidate.kind() != RelationKind.MERGED_INTO) {
      return Stream.of(Map.entry(candidate.from(), from), Map.entry(candidate.to(), to))
          .filter(entry -> !entry.getValue().holds(candidate.span()))
          .<Violation>map(entry -> new Violation.OutsideLife(entry.getKey(), entry.getValue()))
          .toList();
    }
    List<Violation> found = new ArrayList<>();
    LocalDate day = Objects.requireNonNull(candidate.span().from());
    if (candidate.span().to() != null) {
      found.add(new Violation.MergerWithEnd());
    }
    if (!day.equals(from.to())) {
      found.add(new Violation.MergedLivesOn(candidate.from()));
    }
    if (!to.contains(day)) {
      found.add(new Violation.OutsideLife(candidate.to(), to));
    }
    return found;
  }

  private static Optional<Violation> beside(Edge candidate, Edge other) {
    if (other.kind() != candidate.kind()) {
      return Optional.empty();
    }
    if (other.from().equals(candidate.from()) && other.to().equals(candidate.to())) {
      return Optional.of(new Violation.Twice(other));
    }
    boolean second = candidate.kind() == RelationKind.MANAGES && other.to().equals(candidate.to());
    return second ? Optional.of(new Violation.SecondParent(other)) : Optional.empty();
  }

  /// Between two days on which something begins, relations only end: to look at those days is
  /// enough.
  private static Optional<Violation> cycle(Edge candidate, Collection<Edge> others) {
    Set<LocalDate> days = new TreeSet<>();
    Stream.concat(Stream.of(candidate), others.stream())
        .map(edge -> Objects.requireNonNull(edge.span().from()))
        .filter(candidate::holdsOn)
        .forEach(days::add);
    for (LocalDate day : days) {
      List<UUID> path = path(candidate.below(), candidate.above(), others, day);
      if (!path.isEmpty()) {
        return Optional.of(new Violation.Cycle(path, day));
      }
    }
    return Optional.empty();
  }

  /// The units on a way down from one to another on that day; empty if there is none.
  private static List<UUID> path(UUID start, UUID goal, Collection<Edge> edges, LocalDate day) {
    Map<UUID, List<UUID>> below = Closure.below(edges, day);
    Map<UUID, UUID> reachedFrom = new HashMap<>();
    Set<UUID> seen = new HashSet<>(Set.of(start));
    Deque<UUID> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      UUID unit = open.remove();
      if (unit.equals(goal)) {
        return trace(reachedFrom, unit);
      }
      for (UUID next : below.getOrDefault(unit, List.of())) {
        if (seen.add(next)) {
          reachedFrom.put(next, unit);
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private static List<UUID> trace(Map<UUID, UUID> reachedFrom, UUID end) {
    List<UUID> path = new ArrayList<>(List.of(end));
    for (UUID unit = reachedFrom.get(end); unit != null; unit = reachedFrom.get(unit)) {
      path.addFirst(unit);
    }
    return path;
  }
}
