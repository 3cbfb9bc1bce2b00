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
import java.util.Set;
import java.util.UUID;

/// Who lies below whom on a day, over any number of relations.
public final class Closure {
  private Closure() {}

  /// All units that each unit reaches on that day, without itself.
  public static Map<UUID, Set<UUID>> of(Collection<Edge> edges, LocalDate day) {
    Map<UUID, List<UUID>> below = below(edges, day);
    Map<UUID, Set<UUID>> reached = new HashMap<>();
    for (UUID unit : below.keySet()) {
      Set<UUID> all = new HashSet<>();
      Deque<UUID> open = new ArrayDeque<>(List.of(unit));
      while (!open.isEmpty()) {
        for (UUID next : below.getOrDefault(open.remove(), List.of())) {
          if (!next.equals(unit) && all.add(next)) {
            open.add(next);
          }
        }
      }
      reached.put(unit, all);
    }
    return reached;
  }

  /// The units directly below each unit on that day.
  static Map<UUID, List<UUID>> below(Collection<Edge> edges, LocalDate day) {
    Map<UUID, List<UUID>> below = new HashMap<>();
    for (Edge edge : edges) {
      if (edge.holdsOn(day)) {
        below.computeIfAbsent(edge.above(), unit -> new ArrayList<>()).add(edge.below());
      }
    }
    return below;
  }
}
