package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationRules;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.organisation.model.Violation;
import org.khue.cloud.platform.problem.ProblemException;

/// Holds a relation against the rules, with what the database says of the others.
final class RelationChecks {
  private final UnitStore units = new UnitStore();
  private final RelationStore relations = new RelationStore();

  /// @param self the relation's own id, whose older state does not count; null for a new one
  /// @param changed units as they are about to be
  /// @throws ProblemException 422 if it breaks a rule, 404 if a unit is not there
  void require(Connection transaction, Edge edge, @Nullable UUID self, Map<UUID, Unit> changed)
      throws SQLException {
    Map<UUID, Unit> known = known(transaction, edge, changed);
    List<Violation> violations = violations(transaction, edge, self, known);
    if (!violations.isEmpty()) {
      Map<UUID, String> names = new HashMap<>();
      units.all(transaction).forEach(unit -> names.put(unit.id(), unit.name()));
      known.forEach((id, unit) -> names.put(id, unit.name()));
      throw ProblemException.invalid(new ViolationSentences(names).faults(violations));
    }
  }

  List<Violation> violations(Connection connection, Edge edge, @Nullable UUID self)
      throws SQLException {
    return violations(connection, edge, self, known(connection, edge, Map.of()));
  }

  private List<Violation> violations(
      Connection connection, Edge edge, @Nullable UUID self, Map<UUID, Unit> known)
      throws SQLException {
    Map<UUID, Span> lives = new HashMap<>();
    known.forEach((id, unit) -> lives.put(id, unit.life()));
    List<Edge> others =
        relations.all(connection).stream()
            .filter(relation -> !relation.id().equals(self))
            .map(Relation::edge)
            .toList();
    return RelationRules.check(edge, lives, others);
  }

  private Map<UUID, Unit> known(Connection connection, Edge edge, Map<UUID, Unit> changed)
      throws SQLException {
    Map<UUID, Unit> known = new HashMap<>(changed);
    for (UUID id : List.of(edge.from(), edge.to())) {
      if (!known.containsKey(id)) {
        known.put(
            id, units.find(connection, id).orElseThrow(() -> ProblemException.missing("unit")));
      }
    }
    return known;
  }
}
