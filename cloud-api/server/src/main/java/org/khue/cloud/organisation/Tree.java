package org.khue.cloud.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The units of one day and how they stand to each other.
///
/// @param units those that exist on that day, by id
/// @param managed the units that each manages directly, by code
/// @param overseen the units that each oversees directly, by code
public record Tree(
    LocalDate day,
    Map<UUID, Unit> units,
    Map<UUID, List<Unit>> managed,
    Map<UUID, List<Unit>> overseen) {

  public Tree {
    units = Map.copyOf(units);
    managed = Map.copyOf(managed);
    overseen = Map.copyOf(overseen);
  }

  static Tree of(LocalDate day, List<Unit> all, List<Relation> relations) {
    Map<UUID, Unit> units = new HashMap<>();
    all.stream().filter(unit -> unit.existsOn(day)).forEach(unit -> units.put(unit.id(), unit));
    Map<UUID, List<Unit>> managed = new HashMap<>();
    Map<UUID, List<Unit>> overseen = new HashMap<>();
    Map<UUID, List<Relation>> byLower = new HashMap<>();
    for (Relation relation : relations) {
      if (relation.edge().holdsOn(day)) {
        byLower.computeIfAbsent(relation.edge().to(), id -> new ArrayList<>()).add(relation);
      }
    }
    for (Unit unit : all) {
      for (Relation relation : byLower.getOrDefault(unit.id(), List.of())) {
        switch (relation.edge().kind()) {
          case MANAGES -> below(managed, relation, unit);
          case OVERSEES -> below(overseen, relation, unit);
          case MERGED_INTO -> {}
        }
      }
    }
    return new Tree(day, units, managed, overseen);
  }

  private static void below(Map<UUID, List<Unit>> lists, Relation relation, Unit unit) {
    lists.computeIfAbsent(relation.edge().from(), id -> new ArrayList<>()).add(unit);
  }

  /// Units that nobody manages on that day, by code.
  public List<Unit> tops() {
    Set<UUID> below = new HashSet<>();
    managed.values().forEach(list -> list.forEach(unit -> below.add(unit.id())));
    return units.values().stream()
        .filter(unit -> !below.contains(unit.id()))
        .sorted(Comparator.comparing(Unit::code))
        .toList();
  }

  /// The unit that manages that one on the day.
  public Optional<Unit> manager(UUID unit) {
    return managed.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(below -> below.id().equals(unit)))
        .map(entry -> units.get(entry.getKey()))
        .filter(Objects::nonNull)
        .findFirst();
  }
}
