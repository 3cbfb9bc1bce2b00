package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.model.Closure;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.platform.security.Reach;

/// Writes down who reaches whom today, for the guards of all modules: in the transaction that
/// changes a relation, and whenever a new day begins.
final class ReachKeeper {
  private final UnitStore units = new UnitStore();
  private final RelationStore relations = new RelationStore();
  private final Clock clock;
  private final ZoneId zone;

  ReachKeeper(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  ZoneId zone() {
    return zone;
  }

  /// As the relations in the database say.
  void refresh(Connection transaction) throws SQLException {
    write(transaction, edges(transaction));
  }

  /// As if one more relation held today: a unit can be put in only where its place is known.
  void expect(Connection transaction, Edge edge) throws SQLException {
    List<Edge> edges = new ArrayList<>(edges(transaction));
    edges.add(edge);
    write(transaction, edges);
  }

  private List<Edge> edges(Connection transaction) throws SQLException {
    return relations.all(transaction).stream().map(Relation::edge).toList();
  }

  private void write(Connection transaction, List<Edge> edges) throws SQLException {
    List<Reach.Pair> pairs = new ArrayList<>();
    for (Unit unit : units.all(transaction)) {
      pairs.add(new Reach.Pair(unit.id(), unit.id()));
    }
    for (Map.Entry<UUID, Set<UUID>> reached : Closure.of(edges, today()).entrySet()) {
      for (UUID below : reached.getValue()) {
        pairs.add(new Reach.Pair(reached.getKey(), below));
      }
    }
    Reach.replace(transaction, pairs);
  }
}
