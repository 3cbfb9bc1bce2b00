package org.khue.cloud.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.imports.ImportUnits;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

/// The units that an import can be for: those of the right in use and all below them.
final class SchoolUnits implements ImportUnits {
  private static final int MOST = 300;

  private final Relations relations;

  SchoolUnits(Relations relations) {
    this.relations = relations;
  }

  @Override
  public List<Choice> choices() {
    Tree tree = relations.tree(relations.today());
    Acting acting = Acting.required();
    Set<UUID> seen = new HashSet<>();
    Deque<UUID> waiting =
        new ArrayDeque<>(acting.everywhere() ? Set.of(Reach.ROOT) : acting.units());
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
    return found.stream()
        .sorted(
            Comparator.comparing((Unit unit) -> !unit.kind().teaches()).thenComparing(Unit::name))
        .limit(MOST)
        .map(unit -> new Choice(unit.id(), unit.name()))
        .toList();
  }
}
