package org.khue.cloud.exchange.oneroster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;

/// Units as lines of `orgs.csv`. What the binding cannot say of a unit goes along in columns of our
/// own.
final class OrgLines {
  static final String KIND = "metadata.khue.kind";
  static final String LEVELS = "metadata.khue.levels";
  static final String OWNERSHIP = "metadata.khue.ownership";

  private OrgLines() {}

  /// @param units the upper ones first; a unit whose manager is not among them has no parent here
  static Sheet of(Tree tree, List<Unit> units) {
    Sheet sheet = new Sheet(RosterFile.ORGS, KIND, LEVELS, OWNERSHIP);
    Set<UUID> told = new HashSet<>();
    units.forEach(unit -> told.add(unit.id()));
    for (Unit unit : units) {
      sheet
          .line(unit.id())
          .put("name", unit.name())
          .put("type", Terms.orgType(unit.kind()))
          .put("identifier", unit.code())
          .put(
              "parentSourcedId",
              tree.manager(unit.id()).map(Unit::id).filter(told::contains).orElse(null))
          .put(KIND, unit.kind().code())
          .list(LEVELS, unit.facts().levels().stream().map(Level::code).toList())
          .put(OWNERSHIP, unit.facts().ownership().code());
    }
    return sheet;
  }
}
