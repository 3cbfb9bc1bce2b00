package org.khue.cloud.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;

/// Units and all that they manage or oversee.
public final class UnitsBelow {
  private UnitsBelow() {}

  /// Those units and everything below them that exists on the tree's day, the upper ones first.
  public static List<Unit> of(Tree tree, Collection<UUID> tops) {
    Set<UUID> seen = new HashSet<>();
    Deque<UUID> waiting = new ArrayDeque<>(tops);
    List<Unit> found = new ArrayList<>();
    while (!waiting.isEmpty()) {
      UUID id = waiting.removeFirst();
      if (!seen.add(id)) {
        continue;
      }
      Unit unit = tree.units().get(id);
      if (unit != null) {
        found.add(unit);
      }
      tree.managed().getOrDefault(id, List.of()).forEach(below -> waiting.add(below.id()));
      tree.overseen().getOrDefault(id, List.of()).forEach(below -> waiting.add(below.id()));
    }
    return found;
  }
}
