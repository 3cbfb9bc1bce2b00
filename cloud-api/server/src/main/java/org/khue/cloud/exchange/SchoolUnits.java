package org.khue.cloud.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Relations;
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
    Acting acting = Acting.required();
    Set<UUID> tops = acting.everywhere() ? Set.of(Reach.ROOT) : acting.units();
    return UnitsBelow.of(relations.tree(relations.today()), tops).stream()
        .sorted(
            Comparator.comparing((Unit unit) -> !unit.kind().teaches()).thenComparing(Unit::name))
        .limit(MOST)
        .map(unit -> new Choice(unit.id(), unit.name()))
        .toList();
  }
}
