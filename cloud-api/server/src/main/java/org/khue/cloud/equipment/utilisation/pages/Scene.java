package org.khue.cloud.equipment.utilisation.pages;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.equipment.utilisation.Subject;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.web.i18n.Text;

/// What all pages of utilisation start from: the rooms and devices within the scope, and the units.
@Singleton
final class Scene {
  private final Utilisation utilisation;
  private final Units units;
  private final Relations relations;

  Scene(Utilisation utilisation, Units units, Relations relations) {
    this.utilisation = utilisation;
    this.units = units;
    this.relations = relations;
  }

  LocalDate today(Text text) {
    return LocalDate.ofInstant(text.now(), text.zone());
  }

  /// All units, by id: the directory is open to everybody who acts.
  Map<UUID, Unit> units() {
    Map<UUID, Unit> all = new HashMap<>();
    units.all().forEach(unit -> all.put(unit.id(), unit));
    return all;
  }

  Choices choices(Text text, Map<UUID, Unit> all) {
    List<Subject> subjects = utilisation.subjects();
    Set<UUID> offered = new HashSet<>();
    subjects.forEach(subject -> offered.add(subject.unit()));
    Tree tree = relations.tree(relations.today());
    Map<UUID, UUID> managers = new HashMap<>();
    tree.managed().forEach((manager, below) -> below.forEach(u -> managers.put(u.id(), manager)));
    Set<UUID> reached = new HashSet<>();
    units.reached().forEach(unit -> reached.add(unit.id()));
    for (UUID unit : Set.copyOf(offered)) {
      UUID above = managers.get(unit);
      if (above != null && reached.contains(above)) {
        offered.add(above);
      }
    }
    Map<UUID, Unit> chosen = new HashMap<>();
    for (UUID unit : offered) {
      Unit known = all.get(unit);
      if (known != null) {
        chosen.put(unit, known);
      }
    }
    return new Choices(text, today(text), utilisation.since(), subjects, chosen);
  }
}
