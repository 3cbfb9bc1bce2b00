package org.khue.cloud.exchange.oneroster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Unit;

/// Which units a roster's lines of `orgs.csv` mean: by an earlier import, by our own id, by their
/// code, or the unit itself that the roster is for. Only units at or below that one are meant.
final class OrgPlaces {
  private final RosterIndex index;
  private final Unit self;
  private final Map<UUID, Unit> below;
  private final Map<String, Unit> byId = new HashMap<>();
  private final Set<String> linked;

  /// @param self the unit that the roster is for
  /// @param below it and all below it
  /// @param links by earlier imports
  OrgPlaces(RosterIndex index, Unit self, Map<UUID, Unit> below, Map<String, UUID> links) {
    this.index = index;
    this.self = self;
    this.below = below;
    this.linked = Set.copyOf(links.keySet());
    Map<String, Unit> byCode = new HashMap<>();
    below.values().forEach(unit -> byCode.put(unit.code(), unit));
    List<String> unknown = new ArrayList<>();
    for (String id : index.ids(RosterFile.ORGS)) {
      Unit unit = find(id, links.get(id), byCode);
      if (unit != null) {
        byId.put(id, unit);
      } else if (mayBeSelf(id)) {
        unknown.add(id);
      }
    }
    if (unknown.size() == 1 && !byId.containsValue(self)) {
      byId.put(unknown.getFirst(), self);
    }
  }

  private @Nullable Unit find(String id, @Nullable UUID link, Map<String, Unit> byCode) {
    if (link != null) {
      return below.get(link);
    }
    Unit own = Ids.uuid(id).map(below::get).orElse(null);
    return own != null ? own : byCode.get(line(id).at("identifier"));
  }

  /// At a school its only school; at an office the only office that nothing stands above.
  private boolean mayBeSelf(String id) {
    boolean school = isSchool(id);
    return self.kind().teaches()
        ? school
        : !school && !index.has(RosterFile.ORGS, line(id).at("parentSourcedId"));
  }

  private RosterIndex.Line line(String id) {
    return index.line(RosterFile.ORGS, id);
  }

  boolean isSchool(String id) {
    return line(id).at("type").equalsIgnoreCase(Terms.SCHOOL);
  }

  /// The unit that a line means; empty when it is not there yet, or is none of ours.
  Optional<Unit> unit(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Whether an earlier import has noted which unit it is, or it bears our own id.
  boolean isNoted(String id) {
    return linked.contains(id) || unit(id).map(u -> u.id().toString().equals(id)).orElse(false);
  }

  /// Whether a line stands for something above a school that is imported into: it is left out.
  boolean isAbove(String id) {
    return self.kind().teaches() && unit(id).isEmpty() && !isSchool(id);
  }

  /// Below which unit a new one comes.
  Unit parent(String id) {
    return unit(line(id).at("parentSourcedId")).orElse(self);
  }

  /// Notes a unit that has just been made.
  void added(String id, Unit unit) {
    byId.put(id, unit);
  }

  Unit self() {
    return self;
  }

  /// The levels of a unit: those that it has, those that its line tells, or those of its classes'
  /// grades.
  List<Level> levels(String id) {
    Optional<Unit> there = unit(id);
    if (there.isPresent()) {
      return there.get().facts().levels();
    }
    List<Level> told = RosterColumns.levels(line(id).at(OrgLines.LEVELS)).orElse(List.of());
    if (!told.isEmpty()) {
      return told;
    }
    return index.lines(RosterFile.CLASSES).stream()
        .filter(some -> some.at("schoolSourcedId").equals(id) && RosterIndex.isHomeroom(some))
        .flatMap(some -> index.grade(some).stream())
        .flatMap(grade -> List.of(Level.values()).stream().filter(level -> level.hasGrade(grade)))
        .distinct()
        .sorted()
        .toList();
  }
}
