package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.imports.Scene;

/// Which classes a roster's lines of `classes.csv` mean: by an earlier import, by our own id, or by
/// the name in its school and year.
final class ClassPlaces {
  private final RosterScene roster;
  private final SchoolClasses classes;

  ClassPlaces(RosterScene roster, SchoolClasses classes) {
    this.roster = roster;
    this.classes = classes;
  }

  /// The school year of a class, by the year in which it begins.
  static Optional<Integer> year(RosterIndex index, RosterIndex.Line schoolClass) {
    return schoolClass.list("termSourcedIds").stream()
        .flatMap(term -> index.year(term).stream())
        .findFirst();
  }

  /// The class that a line means.
  ///
  /// @param links those that earlier imports noted
  Optional<SchoolClass> find(Scene scene, String id, OrgPlaces orgs, Map<String, UUID> links) {
    RosterIndex index = RosterScene.index(scene);
    RosterIndex.Line line = index.line(RosterFile.CLASSES, id);
    Optional<Unit> unit = orgs.unit(line.at("schoolSourcedId"));
    Optional<Integer> year = year(index, line);
    if (unit.isEmpty() || year.isEmpty()) {
      return Optional.empty();
    }
    List<SchoolClass> here = roster.join(scene, () -> classes.of(unit.get().id(), year.get()));
    UUID known = links.getOrDefault(id, Ids.uuid(id).orElse(unit.get().id()));
    return here.stream()
        .filter(some -> some.id().equals(known))
        .findFirst()
        .or(() ->
            here.stream().filter(some -> some.facts().name().equals(line.at("title"))).findFirst());
  }

  /// The class that a line means, where it is there.
  Optional<SchoolClass> find(Scene scene, String id, OrgPlaces orgs) throws SQLException {
    return find(scene, id, orgs, roster.links(scene, RosterFile.CLASSES, List.of(id)));
  }
}
